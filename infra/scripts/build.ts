import { bundle } from './bundle.ts';
import { versionOfCheckout } from './version-of-checkout.ts';

await bundle('dist', 'functions/main.ts', await versionOfCheckout());
