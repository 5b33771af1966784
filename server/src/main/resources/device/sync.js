/**
 * Sends what waits, a few items at a time. Each has its own answer: one that is refused keeps none of the others back.
 * What was sent and not answered is sent again; the server takes each item once.
 */
import { wire } from './shift.js';

const BATCH = 10;
const PATIENCE = 25_000;
const EVERY = 20_000;
const LOCK = 'amparo-device-sync';

export class Sync {
  /** 'idle', 'sending', 'no-line', 'sign-in' or 'other': somebody else is signed in. */
  state = 'idle';

  /** Called when the state changes. */
  onChange = () => {};

  /** Called when the server says that everything here must go. */
  onEnded = () => {};

  #shift;

  #token = null;

  #running = false;

  #again = false;

  #timer = null;

  constructor(shift) {
    this.#shift = shift;
    self.addEventListener('online', () => this.now());
    self.addEventListener('offline', () => this.#say('no-line'));
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') this.now(); });
    this.#timer = setInterval(() => { if (this.#shift.waiting().length > 0) this.now(); }, EVERY);
  }

  stop() {
    clearInterval(this.#timer);
    this.#running = true;
  }

  /** Sends everything that waits, unless it is being sent already. */
  async now() {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      const locks = navigator.locks;
      if (locks) await locks.request(LOCK, { ifAvailable: true }, async (held) => { if (held) await this.#all(); });
      else await this.#all();
    } finally {
      this.#running = false;
    }
    if (this.#again) {
      this.#again = false;
      if (this.state === 'idle') await this.now();
    }
  }

  async #all() {
    const tried = new Set();
    for (;;) {
      const batch = this.#shift.waiting().filter((one) => !tried.has(one.id)).slice(0, BATCH);
      if (batch.length === 0) {
        if (this.state === 'sending') this.#say('idle');
        return;
      }
      batch.forEach((one) => tried.add(one.id));
      this.#say('sending');
      const answer = await this.#send(batch);
      if (answer === null) return;
      await this.#shift.settle(answer.items ?? []);
    }
  }

  /** The answer of the server, or null where nothing could be sent now. */
  async #send(batch) {
    for (let turn = 0; turn < 2; turn += 1) {
      if (this.#token === null && !(await this.#fetchToken())) return null;
      const answer = await this.#ask('/device/items', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-csrf-token': this.#token },
        body: JSON.stringify({ shift: this.#shift.facts.id, language: this.#shift.facts.language, clock: Date.now(), items: batch.map(wire) }),
      });
      if (answer === null) return null;
      if (answer.ok) return this.#read(answer);
      // A token is as old as the session: one new try with a new one.
      this.#token = null;
      if (answer.status !== 403) {
        await this.#why(answer);
        return null;
      }
    }
    await this.#why(null);
    return null;
  }

  async #fetchToken() {
    const answer = await this.#ask(`/device/token?shift=${this.#shift.facts.id}`, {});
    if (answer === null) return false;
    if (!answer.ok) {
      await this.#why(answer);
      return false;
    }
    this.#token = (await this.#read(answer))?.csrf ?? null;
    return this.#token !== null;
  }

  /** The line may break in the middle of an answer. */
  async #read(answer) {
    try {
      return await answer.json();
    } catch {
      this.#say('no-line');
      return null;
    }
  }

  async #ask(address, options) {
    try {
      return await fetch(address, { ...options, redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
    } catch {
      this.#say('no-line');
      return null;
    }
  }

  /** Nothing is forgotten because a session was too old: only if the server says that the shift has ended. */
  async #why(answer) {
    if (answer !== null && answer.status >= 500) {
      this.#say('no-line');
      return;
    }
    const asked = await this.#ask('/device/state', { headers: { 'x-amparo-shift': this.#shift.facts.token } });
    if (asked === null) return;
    const said = asked.ok ? await this.#read(asked) : null;
    if (said?.state === 'ended') {
      this.#say('ended');
      await this.onEnded();
    } else if (said !== null) {
      this.#say(answer?.status === 404 ? 'other' : 'sign-in');
    }
  }

  /** Tells the server that the shift is over here; whether it heard. */
  async end() {
    if (this.#token === null && !(await this.#fetchToken())) return false;
    const answer = await this.#ask(`/device/shifts/${this.#shift.facts.id}/end`, { method: 'POST', headers: { 'x-csrf-token': this.#token } });
    return answer?.ok ?? false;
  }

  /** Asks once whether the shift goes on, when a page opens. */
  async look() {
    const asked = await this.#ask('/device/state', { headers: { 'x-amparo-shift': this.#shift.facts.token } });
    const said = asked?.ok ? await this.#read(asked) : null;
    if (said?.state === 'ended') {
      this.#say('ended');
      await this.onEnded();
      return false;
    }
    return true;
  }

  #say(state) {
    if (this.state === state) return;
    this.state = state;
    this.onChange();
  }
}
