import * as engine from './engine.js';
import { answer } from './serve.js';

self.addEventListener('message', (event) => self.postMessage(answer(engine, event.data)));
self.postMessage({ ready: true });
