// Records as they come in.
import { stream } from '../../api.js';

const HELD_MAX = 2000;
const SHOW_MILLIS = 250;

/**
 * Follows the records that match: tail({where, last}, {records(list), state(text, error), gap(count), held(count)}). What
 * arrives is told in lots, not oftener than four times a second. Returns {pause, resume, stop}.
 */
export function tail(params, { records, state, gap, held }) {
  const ending = new AbortController();
  let waiting = [];
  let lost = 0;
  let paused = false;
  let timer = 0;
  let began = false;

  stream('/v1/logs/tail', () => ({ ...params, last: first() }), {
    signal: ending.signal,
    state,
    event(name, data) {
      if (name === 'record') {
        waiting.push(JSON.parse(data));
        if (waiting.length > HELD_MAX) {
          waiting.shift();
          lost += 1;
        }
        timer ||= setTimeout(show, SHOW_MILLIS);
      } else if (name === 'gap') {
        lost += JSON.parse(data).skipped ?? 0;
        timer ||= setTimeout(show, SHOW_MILLIS);
      }
    },
  });

  /** Only the first connection asks for what was before it; a later one would show it twice. */
  function first() {
    const last = began ? 0 : params.last;
    began = true;
    return last;
  }

  function show() {
    timer = 0;
    if (paused) {
      held(waiting.length);
      return;
    }
    if (lost > 0) {
      gap(lost);
      lost = 0;
    }
    records(waiting.splice(0));
  }

  return {
    pause() { paused = true; },
    resume() { paused = false; held(0); show(); },
    stop() { ending.abort(); clearTimeout(timer); },
  };
}
