import { packageApp } from './package-app.ts';

await packageApp('dist/app');
