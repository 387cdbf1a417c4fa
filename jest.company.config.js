export { company as default } from './jest.config.js';
