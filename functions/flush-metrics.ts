import { app } from '@azure/functions';
import { theServices } from '../shared/services.ts';

app.hook.appTerminate(() => theServices().flushMetrics());
