import { theServices } from '../shared/services.ts';
import './invocation-context.ts';
import './shutdown.ts';
import './admin-consent.ts';
import './clean-up-link.ts';
import './connect-tenant.ts';
import './link-mailbox.ts';
import './poison.ts';
import './portal.ts';
import './schedule-syncs.ts';
import './send-notification.ts';
import './sync-user.ts';

// Creates the services at start, so that invalid settings stop the start with one message that names all of them.
theServices();
