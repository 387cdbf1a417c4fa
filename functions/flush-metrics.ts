import { app } from '@azure/functions';
import { theServices } from './services.ts';

app.hook.appTerminate(() => theServices().flushMetrics());
