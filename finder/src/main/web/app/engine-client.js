/**
 * The engine beside the page. It works in a worker, so that the page answers while it thinks; where workers
 * (or modules in them) are missing, in the page itself.
 */
const PATIENCE = 15_000;

export class Fault extends Error {
  constructor(kind, error) {
    super(kind);
    this.kind = kind;
    this.error = error;
  }
}

export function engineClient(base) {
  let last = 0;
  const waiting = new Map();
  let post = null;
  const started = start();

  function heard(message) {
    const waits = waiting.get(message.id);
    if (!waits) return;
    waiting.delete(message.id);
    if (message.fault) waits.reject(new Fault(message.fault, message.error));
    else waits.resolve(message.value);
  }

  async function start() {
    try {
      post = await inWorker(base, heard);
    } catch {
      post = await inPage(base, heard);
    }
  }

  async function call(name, ...args) {
    await started;
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      post({ id, call: name, args });
    });
  }

  return { call };
}

function inWorker(base, heard) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('app/worker.js', base), { type: 'module' });
    const late = setTimeout(() => fail(), PATIENCE);
    function fail() {
      clearTimeout(late);
      worker.terminate();
      reject(new Error('no worker'));
    }
    worker.addEventListener('error', fail, { once: true });
    worker.addEventListener('message', (event) => {
      if (event.data.ready) {
        clearTimeout(late);
        worker.removeEventListener('error', fail);
        resolve((message) => worker.postMessage(message));
      } else {
        heard(event.data);
      }
    });
  });
}

async function inPage(base, heard) {
  let engine;
  let answer;
  try {
    engine = await import(new URL('app/engine.js', base));
    ({ answer } = await import('./serve.js'));
  } catch {
    return (message) => heard({ id: message.id, fault: 'network' });
  }
  return (message) => {
    // The page paints before the engine begins.
    setTimeout(() => heard(answer(engine, message)), 0);
  };
}
