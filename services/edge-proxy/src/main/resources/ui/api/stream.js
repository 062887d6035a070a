// Events that go on coming.
import { request } from './calls.js';
import { eventDecoder } from './events.js';

/**
 * Server-sent events, read by fetch because they need the token: stream(path, params, {signal, event(name, data), state(text)}).
 * `state` hears 'open', 'waiting' (the connection broke off, another try follows) and 'refused' with the error, after
 * which there are no more tries. `params` may be a function, asked before each try.
 */
export async function stream(path, params, { signal, event, state }) {
  let wait = 500;
  while (!signal.aborted) {
    try {
      const asked = typeof params === 'function' ? params() : params;
      const answer = await request('GET', path, { params: asked, accept: 'text/event-stream', signal });
      state('open');
      await readEvents(answer.body, event, () => { wait = 500; });
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error.status >= 400 && error.status < 500 && error.status !== 429) {
        state('refused', error);
        return;
      }
    }
    if (!signal.aborted) {
      state('waiting');
      await pause(wait, signal);
      wait = Math.min(wait * 2, 15_000);
    }
  }
}

async function readEvents(body, event, arrived) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const decoder = eventDecoder(event);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    arrived();
    decoder(value);
  }
}

function pause(millis, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
