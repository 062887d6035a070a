// The table as it grows by itself, and the buttons for that.
import { button, clock, compact, notice, plural } from '../../ui.js';
import { tail } from './tail.js';

const ROWS_MAX = 500;
const BEFORE = 50;

/** live({rows, tell(summary, notes), toggle(), refused(error)}): {buttons, start(where), stop}. */
export function live({ rows, tell, toggle, refused }) {
  let following = null;
  let paused = false;
  const follow = button('Live', { icon: 'play', title: 'Show records as they come in', 'aria-pressed': 'false', onclick: toggle });
  const pause = button('Pause', { icon: 'pause', hidden: true, onclick: hold });

  function start(where) {
    stop();
    on(true);
    tell('Connecting …', []);
    following = tail({ where, last: BEFORE }, {
      records(list) {
        rows.add(list.reverse(), true);
        rows.cut(ROWS_MAX);
        const count = rows.rows().length;
        tell('Live · ' + (count === 0 ? 'waiting for records' : plural(count, 'record') + (count >= ROWS_MAX ? ', older ones leave' : '')));
      },
      state(name, error) {
        if (name === 'refused') {
          on(false);
          tell('Live is off.', []);
          refused(error);
        } else {
          tell(name === 'open' ? 'Live · waiting for records' : 'The connection broke off. Trying again …');
        }
      },
      gap(count) {
        tell(null, [notice('warn', plural(count, 'record') + ' were skipped at ' + clock(new Date()) + ': they come faster than this page takes them. Narrow the filter to see all.')]);
      },
      held(count) {
        label(pause, paused ? 'Go on' + (count > 0 ? ' (' + compact(count) + ')' : '') : 'Pause');
      },
    });
  }

  function stop() {
    following?.stop();
    following = null;
    on(false);
  }

  function on(yes) {
    follow.setAttribute('aria-pressed', yes);
    label(follow, yes ? 'Live: on' : 'Live');
    pause.hidden = !yes;
    paused = false;
    pause.setAttribute('aria-pressed', 'false');
    label(pause, 'Pause');
  }

  function hold() {
    paused = !paused;
    pause.setAttribute('aria-pressed', paused);
    label(pause, paused ? 'Go on' : 'Pause');
    if (paused) {
      following.pause();
    } else {
      following.resume();
    }
  }

  return { buttons: [follow, pause], start, stop };
}

function label(of, text) {
  of.querySelector('span').textContent = text;
}
