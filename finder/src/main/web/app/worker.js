import * as engine from './engine.js';
import { answer } from './serve.js';

self.addEventListener('message', async (event) => {
  self.postMessage(await answer(engine, event.data));
});
self.postMessage({ ready: true });
