import { rangeOptions } from '../ranges.js';
import { replace } from '../route.js';
import { button, choice, clock, empty, h, mount, page, table } from '../ui.js';
import { isFixed, read, span, write } from './logs/asked.js';
import { all, chosen, keep, usual } from './logs/columns.js';
import { narrowed, term } from './logs/language.js';
import { live } from './logs/live.js';
import { pages } from './logs/pages.js';
import { picture } from './logs/picture.js';
import { askColumns, askExport, askRange } from './logs/questions.js';
import { openRecord } from './logs/record.js';
import { search } from './logs/search.js';

export const title = 'Logs';

const CHOICES = ['15m', '1h', '24h', '7d'];

let view = null;

export function render(root, params) {
  view = logs(root, read(params.query));
}

export function update(params) {
  view.follow(read(params.query));
}

export function dispose() {
  view?.end();
  view = null;
}

/** The view, which holds what is asked for; its parts are told whenever that changes. */
function logs(root, first) {
  let asked = first;
  let panel = null;
  const columns = all(cell);
  let keys = chosen(asked.cols, columns);

  const box = search({ value: asked.where, since: () => span(asked).since, apply: (where) => change({ where }) });
  const rows = table({ label: 'Records', columns: shownColumns(), key: (row) => row.edge + ':' + row.sequence, open, tone, none: '' });
  const summary = h('p.muted', { 'aria-live': 'polite' });
  const notes = h('div.stack');
  const foot = h('div.foot');
  const range = h('div.row');
  const drawn = picture((since, until) => change({ since, until }));
  const list = pages({ rows, foot, tell, change, filterRefused: box.refuse });
  const following = live({ rows, tell, toggle: () => change({ live: !asked.live }), refused });

  mount(root, page({
    title, actions: [range, following.buttons, button('Export', { icon: 'down', onclick: () => askExport(span(asked)) }),
      button('', { icon: 'columns', title: 'Columns', onclick: pickColumns })],
  }, box.el, drawn.el, h('div.stack.tight', summary, notes, rows.el, foot)));
  start();

  function change(part) {
    asked = { ...asked, ...part };
    replace('logs', [], write(asked));
    start();
  }

  function start() {
    box.set(asked.where);
    showRange();
    rows.set([]);
    tell('', []);
    if (asked.live) {
      list.stop();
      drawn.hide();
      mount(foot);
      following.start(asked.where);
    } else {
      following.stop();
      list.start(asked);
      if (asked.since === 'all') {
        drawn.hide();
      } else {
        drawn.show(asked);
      }
    }
  }

  function showRange() {
    const fixed = isFixed(asked);
    mount(range,
      choice('Time range', [...rangeOptions(CHOICES), ['all', 'All']], asked.until ? '' : asked.since, (since) => change({ since, until: '', live: false })),
      button(fixed ? clock(asked.since) + ' to ' + (asked.until ? clock(asked.until) : 'now') : '', {
        icon: 'calendar', title: 'From and until', 'aria-pressed': String(fixed),
        onclick: async () => {
          const answer = await askRange(asked);
          if (answer) {
            change({ ...answer, live: false });
          }
        },
      }));
  }

  /** What stands above the table; null leaves it. */
  function tell(text, warnings) {
    if (text !== null) {
      mount(summary, text);
    }
    if (warnings) {
      mount(notes, warnings);
    }
  }

  function refused(error) {
    box.refuse(error);
    mount(foot, empty('The filter cannot be read', 'See above what is wrong with it.'));
  }

  /** A value that narrows the filter when it is clicked. */
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
    const picked = await askColumns(columns, keys);
    if (picked) {
      keys = picked;
      keep(keys);
      asked.cols = keys.join() === usual().join() ? '' : keys.join();
      replace('logs', [], write(asked));
      rows.columns(shownColumns());
    }
  }

  return {
    follow(next) {
      asked = next;
      keys = chosen(asked.cols, columns);
      rows.columns(shownColumns());
      start();
    },
    end() {
      following.stop();
      list.end();
      drawn.end();
      panel?.close();
    },
  };
}
