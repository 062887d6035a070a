// Records page by page: the next one comes when the end of the table comes into sight.
import { get } from '../../api.js';
import { button, empty, failure, h, loading, mount, notice, number, plural } from '../../ui.js';
import { span } from './asked.js';

const PAGE = 100;

/** pages({rows, foot, tell(summary, notes), change(part), filterRefused(error)}): {start(asked), stop, end}. */
export function pages({ rows, foot, tell, change, filterRefused }) {
  let asked = null;
  let next = null;
  let running = new AbortController();
  const seen = new IntersectionObserver(([entry]) => { if (entry.isIntersecting && next) more(); }, { rootMargin: '400px' });
  seen.observe(foot);

  async function start(what) {
    asked = what;
    running.abort();
    running = new AbortController();
    next = null;
    mount(foot, loading());
    await page('', (error) => {
      mount(foot);
      if (error.status === 400 && /where/.test(error.detail)) {
        filterRefused(error);
        mount(foot, empty('The filter cannot be read', 'See above what is wrong with it.'));
      } else {
        mount(foot, failure(error, () => start(asked)));
      }
    });
  }

  async function more() {
    const cursor = next;
    next = null;
    mount(foot, loading('Loading more'));
    await page(cursor, (error) => mount(foot, failure(error, () => { next = cursor; more(); })));
  }

  async function page(cursor, failed) {
    const { signal } = running;
    try {
      show(await get('/v1/logs', { ...span(asked), limit: PAGE, cursor }, { signal }));
    } catch (error) {
      if (!signal.aborted) {
        failed(error);
      }
    }
  }

  function show(answer) {
    rows.add(answer.records);
    next = answer.next;
    const count = rows.rows().length;
    tell(plural(count, 'record') + (next ? ', more below' : '') + (answer.kept > 0 ? ' · ' + number(answer.kept) + ' kept' : ''), warnings(answer));
    mount(foot, next ? button('More', { onclick: more }) : count === 0 ? nothing(answer) : count > PAGE && h('p.muted', 'That is all.'));
    // What the observer has seen before does not come again by itself.
    seen.unobserve(foot);
    seen.observe(foot);
  }

  function nothing(answer) {
    return answer.kept === 0
      ? empty('No records are kept yet', 'Send a request through a listener, and it is here within a second.')
      : empty('Nothing matches', 'No record of this time range matches the filter.',
        asked.where && button('Without the filter', { onclick: () => change({ where: '' }) }),
        asked.since !== 'all' && button('Of all times', { onclick: () => change({ since: 'all', until: '' }) }));
  }

  return {
    start,
    stop() { running.abort(); next = null; },
    end() { running.abort(); seen.disconnect(); },
  };
}

function warnings(answer) {
  const missing = answer.coverage?.missing ?? [];
  return [
    missing.length > 0 && notice('warn', plural(missing.length, 'log-collector') + ' did not answer: their records are missing here.'),
    answer.dropped > 0 && notice('warn', plural(answer.dropped, 'record') + ' were lost before they were kept.'),
  ];
}
