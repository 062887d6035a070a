import { download, get } from '../api.js';
import { chart } from '../chart.js';
import { grid, instant, rangeOptions, RANGES } from '../ranges.js';
import { current, replace } from '../route.js';
import { button, choice, clock, compact, copy, dialog, empty, failed, failure, field, h, loading, mount, notice, number, page, plural, table } from '../ui.js';
import { all, chosen, keep, usual } from './logs/columns.js';
import { openRecord } from './logs/record.js';
import { narrowed, term } from './logs/language.js';
import { search } from './logs/search.js';
import { tail } from './logs/tail.js';
import { byStatusClass, timesOf } from './overview/series.js';

export const title = 'Logs';

const PAGE = 100;
const LIVE_ROWS = 500;
const CHOICES = ['15m', '1h', '24h', '7d'];

let view = null;

export function render(root, params) {
  view = logs(root, params.query);
}

export function update(params) {
  view.follow(params.query);
}

export function dispose() {
  view?.end();
  view = null;
}

function logs(root, query) {
  let asked = read(query);
  let next = null;
  let running = new AbortController();
  let live = null;
  let panel = null;
  const columns = all(cell);
  let keys = chosen(asked.cols, columns);

  const box = search({ value: asked.where, since: () => (asked.since === 'all' ? '' : asked.since), apply: (where) => change({ where }) });
  const rows = table({ label: 'Records', columns: shownColumns(), key: (row) => row.edge + ':' + row.sequence, open, tone, none: '' });
  const histogram = chart({
    label: 'Records over time by class of status', stacked: true, height: 92, format: (value) => (value === undefined ? '–' : compact(value) + '/s'), select: zoom,
    series: [{ label: '2xx', color: '--c-good' }, { label: '3xx', color: '--c-info' }, { label: '4xx', color: '--c-warn' }, { label: '5xx', color: '--c-bad' }, { label: 'no answer', color: '--c-off' }],
  });
  const summary = h('p.muted', { 'aria-live': 'polite' });
  const notes = h('div.stack');
  const foot = h('div.foot');
  const range = h('div.row');
  const follow = button('Live', { icon: 'play', title: 'Show records as they come in', 'aria-pressed': 'false', onclick: () => change({ live: !asked.live }) });
  const pause = button('Pause', { icon: 'pause', onclick: hold, hidden: true });
  const drawn = h('section.card.histogram', histogram.el);
  const seen = new IntersectionObserver(([entry]) => { if (entry.isIntersecting && next) more(); }, { rootMargin: '400px' });
  seen.observe(foot);

  mount(root, page({ title, actions: [range, follow, pause, exportMenu(), button('', { icon: 'columns', title: 'Columns', onclick: pickColumns })] },
    box.el, drawn, h('div.stack.tight', summary, notes, rows.el, foot)));
  showRange();
  start();

  /** Of the address, what is asked for. */
  function read(from) {
    return {
      where: from.get('where') ?? '', since: from.get('since') ?? '1h', until: from.get('until') ?? '',
      cols: from.get('cols') ?? '', live: from.get('live') === '1',
    };
  }

  function change(part) {
    asked = { ...asked, ...part };
    address();
    box.set(asked.where);
    showRange();
    start();
  }

  function address() {
    replace('logs', [], { where: asked.where, since: asked.since === '1h' && !asked.until ? '' : asked.since, until: asked.until, cols: asked.cols, live: asked.live ? '1' : '' });
  }

  function showRange() {
    const fixed = Boolean(asked.until) || !(asked.since in RANGES);
    mount(range,
      choice('Time range', [...rangeOptions(CHOICES), ['all', 'All']], asked.until ? '' : asked.since, (since) => change({ since, until: '' })),
      button(fixed && asked.since !== 'all' ? clock(asked.since) + ' to ' + (asked.until ? clock(asked.until) : 'now') : '', { icon: 'calendar', title: 'From and until', onclick: pickRange, 'aria-pressed': String(fixed && asked.since !== 'all') }));
  }

  function span() {
    return { where: asked.where, since: asked.since === 'all' ? '' : asked.since, until: asked.until };
  }

  function start() {
    stop();
    rows.set([]);
    mount(notes);
    mount(summary);
    next = null;
    follow.setAttribute('aria-pressed', asked.live);
    follow.querySelector('span').textContent = asked.live ? 'Live: on' : 'Live';
    pause.hidden = !asked.live;
    drawn.hidden = asked.live || asked.since === 'all';
    if (asked.live) {
      tailing();
    } else {
      running = new AbortController();
      first(running.signal);
      draw(running.signal);
    }
  }

  function stop() {
    running.abort();
    live?.stop();
    live = null;
  }

  async function first(signal) {
    mount(foot, loading());
    try {
      const answer = await get('/v1/logs', { ...span(), limit: PAGE }, { signal });
      box.refuse(null);
      show(answer);
      if (answer.records.length === 0) {
        mount(foot, nothing(answer));
      }
    } catch (error) {
      refused(error, signal);
    }
  }

  async function more() {
    const cursor = next;
    const { signal } = running;
    next = null;
    mount(foot, loading('Loading more'));
    try {
      show(await get('/v1/logs', { ...span(), limit: PAGE, cursor }, { signal }));
    } catch (error) {
      if (!signal.aborted) {
        mount(foot, failure(error, () => { next = cursor; more(); }));
      }
    }
  }

  function show(answer) {
    rows.add(answer.records);
    next = answer.next;
    const missing = answer.coverage?.missing ?? [];
    mount(notes,
      missing.length > 0 && notice('warn', plural(missing.length, 'log-collector') + ' did not answer: their records are missing here.'),
      answer.dropped > 0 && notice('warn', plural(answer.dropped, 'record') + ' were lost before they were kept.'));
    mount(summary, plural(rows.rows().length, 'record') + (next ? ', more below' : '') + (answer.kept > 0 ? ' · ' + number(answer.kept) + ' kept' : ''));
    mount(foot, next ? button('More', { onclick: more }) : rows.rows().length > PAGE && h('p.muted', 'That is all.'));
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

  function refused(error, signal) {
    if (signal?.aborted) {
      return;
    }
    mount(foot);
    if (error.status === 400 && /where/.test(error.detail)) {
      box.refuse(error);
      mount(foot, empty('The filter cannot be read', 'See above what is wrong with it.'));
    } else {
      mount(foot, failure(error, start));
    }
  }

  /** How many of each class of status, for the range that is asked. */
  async function draw(signal) {
    if (drawn.hidden) {
      return;
    }
    const steps = stepsOf();
    try {
      const answer = await get('/v1/logs/stats', { where: asked.where, since: instant(steps.start), until: instant(steps.end), every: steps.step + 's', by: 'status', top: 20 }, { signal });
      histogram.set(timesOf(steps), byStatusClass(answer.groups, steps));
    } catch (error) {
      // A wrong filter is told where the records are; without stats there is no picture.
      drawn.hidden = !signal.aborted && error.status !== 0;
    }
  }

  function stepsOf() {
    const known = RANGES[asked.since];
    if (known && !asked.until) {
      return grid(known);
    }
    const end = asked.until ? Date.parse(asked.until) / 1000 : Date.now() / 1000;
    const begin = Date.parse(asked.since) / 1000;
    const step = Math.max(1, Math.ceil((end - begin) / 80));
    return { start: Math.floor(begin / step) * step, end: Math.ceil(end / step) * step, step, count: Math.ceil(end / step) - Math.floor(begin / step) };
  }

  function zoom(from, to) {
    change({ since: instant(from), until: instant(to) });
  }

  // Live.

  function tailing() {
    let paused = false;
    const say = (text) => mount(summary, text);
    say('Connecting …');
    mount(foot);
    live = tail({ where: asked.where, last: 50 }, {
      records(list) {
        rows.add(list.reverse(), true);
        rows.cut(LIVE_ROWS);
        say('Live · ' + plural(rows.rows().length, 'record') + (rows.rows().length >= LIVE_ROWS ? ', older ones leave' : ''));
      },
      state(name, error) {
        if (name === 'refused') {
          refused(error);
          say('Live is off.');
        } else {
          say(name === 'open' ? 'Live · waiting for records' : 'The connection broke off. Trying again …');
        }
      },
      gap(count) {
        mount(notes, notice('warn', plural(count, 'record') + ' were skipped at ' + clock(new Date()) + ': they come faster than this page takes them. Narrow the filter to see all.'));
      },
      held(count) {
        pause.querySelector('span').textContent = paused ? 'Go on' + (count > 0 ? ' (' + compact(count) + ')' : '') : 'Pause';
      },
    });
    live.toggle = () => {
      paused = !paused;
      pause.setAttribute('aria-pressed', paused);
      if (paused) {
        live.pause();
        pause.querySelector('span').textContent = 'Go on';
      } else {
        live.resume();
      }
    };
  }

  function hold() {
    live?.toggle();
  }

  // Cells, columns, panel.

  function cell(name, value, content = value) {
    if (value === '' || value === undefined || value === null) {
      return null;
    }
    return h('button.cell', {
      type: 'button', tabindex: '-1', title: name + ' ' + value + '\nClick: only these. Shift and click: not these.',
      onclick: (event) => narrow(name, event.shiftKey ? '!=' : '=', value),
    }, content);
  }

  function narrow(name, operator, value) {
    change({ where: narrowed(box.value(), term(name, operator, value)) });
  }

  function open(row) {
    panel = openRecord(row, { only: (name, value) => narrow(name, '=', value), not: (name, value) => narrow(name, '!=', value), closed: () => { panel = null; } });
  }

  function tone(row) {
    return row.status >= 500 || (row.status === 0 && row.kind === 'exchange') ? 'bad' : row.status >= 400 ? 'warn' : '';
  }

  function shownColumns() {
    return keys.map((key) => columns.find((each) => each.key === key));
  }

  async function pickColumns() {
    const boxes = columns.map((each) => h('label.check', h('input', { type: 'checkbox', value: each.key, checked: keys.includes(each.key) }), each.label));
    const picked = () => boxes.map((each) => each.firstChild).filter((each) => each.checked).map((each) => each.value);
    const answer = await dialog({
      title: 'Columns', content: h('div.checks', boxes),
      actions: [{ label: 'As usual', value: usual() }, { label: 'Show', kind: 'primary', run: picked }],
    });
    if (Array.isArray(answer) && answer.length > 0) {
      keys = answer;
      keep(keys);
      asked.cols = keys.join() === usual().join() ? '' : keys.join();
      address();
      rows.columns(shownColumns());
    }
  }

  async function pickRange() {
    const local = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
    const known = (text, otherwise) => (Number.isNaN(Date.parse(text)) ? otherwise : new Date(text));
    const from = h('input', { type: 'datetime-local', step: '1', value: local(known(asked.since, new Date(Date.now() - 3_600_000))) });
    const until = h('input', { type: 'datetime-local', step: '1', value: asked.until ? local(new Date(asked.until)) : '' });
    const answer = await dialog({
      title: 'From and until', content: [field('From', from), field('Until', until, 'Empty: until now. Times are of this browser.')],
      actions: [{
        label: 'Show', kind: 'primary', run: () => {
          if (!from.value || (until.value && until.value <= from.value)) {
            throw new Error('Until must be later than from.');
          }
          return { since: new Date(from.value).toISOString(), until: until.value ? new Date(until.value).toISOString() : '' };
        },
      }],
    });
    if (answer) {
      change({ ...answer, live: false });
    }
  }

  function exportMenu() {
    const formats = [['ndjson', 'A record a line (ndjson)'], ['csv', 'Table (csv)'], ['combined', 'Combined log format']];
    return button('Export', {
      icon: 'down', onclick: async () => {
        const command = () => "curl -G '" + new URL('../v1/logs', document.baseURI).href + "'" + Object.entries({ ...span(), format: 'ndjson' }).filter(([, value]) => value).map(([name, value]) => " --data-urlencode '" + name + '=' + value.replaceAll("'", "'\\''") + "'").join('');
        const format = await dialog({
          title: 'Export what is asked for', content: [h('p', 'The newest 10,000 records that match. More, and page by page, by the API:'), h('div.line', h('pre.code', command()), copy(command()))],
          actions: formats.map(([value, label]) => ({ label, value })),
        });
        if (format) {
          download('/v1/logs', { ...span(), format, limit: 10_000 }, 'sallyport-' + new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-') + (format === 'combined' ? '.log' : '.' + format)).catch(failed);
        }
      },
    });
  }

  return {
    follow(query2) {
      asked = read(query2);
      keys = chosen(asked.cols, columns);
      rows.columns(shownColumns());
      box.set(asked.where);
      showRange();
      start();
    },
    end() {
      stop();
      seen.disconnect();
      histogram.destroy();
      panel?.close();
    },
  };
}
