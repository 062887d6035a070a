import { h, icon, mount } from './dom.js';

/**
 * A table with a heading row that sorts, and rows that keys move between.
 *
 * columns: [{key, label, cell(row) -> node or text, value(row) -> what is sorted by (default: row[key]), align: 'end',
 * sort: false, class, wide: true (left out on phones)}]; `key(row)` names a row, so that it keeps the focus when the rows
 * are set again; `open(row)` is what Enter and a click do; `tone(row)` marks one as good, warn or bad; `sort` is
 * {key, down}; without it the rows stay in their order. Returns {el, set(rows), add(rows, atTop), rows(), columns(list)}.
 */
export function table({ label, columns, key = (row, at) => at, open, sort = null, none = 'Nothing here.', tone }) {
  let shown = columns;
  let order = sort;
  let all = [];
  let items = [];
  const head = h('tr');
  const body = h('tbody');
  const nothing = h('p.none', none);
  const el = h('div.table-wrap', { tabindex: '-1' },
    h('table', { 'aria-label': label }, h('thead', head), body), nothing);
  body.addEventListener('keydown', keys);
  body.addEventListener('click', clicked);
  body.addEventListener('focusin', (event) => rove(event.target.closest('tr')));
  heading();

  function heading() {
    mount(head, shown.map((column) => {
      const sorts = sort !== null && column.sort !== false;
      const state = sorts && order.key === column.key ? (order.down ? 'descending' : 'ascending') : undefined;
      return h('th', { scope: 'col', class: classes(column), 'aria-sort': state },
        sorts ? h('button', { type: 'button', onclick: () => resort(column.key) }, column.label, icon('up')) : column.label);
    }));
  }

  function classes(column) {
    return [column.align, column.class, column.wide && 'wide'].filter(Boolean).join(' ');
  }

  function resort(name) {
    order = { key: name, down: order.key === name ? !order.down : shown.find((each) => each.key === name)?.align === 'end' };
    heading();
    head.querySelector('[aria-sort] button')?.focus();
    set(all);
  }

  function ordered(rows) {
    const column = order && shown.find((each) => each.key === order.key);
    if (!column) {
      return rows;
    }
    const value = column.value ?? ((row) => row[column.key]);
    const sign = order.down ? -1 : 1;
    return [...rows].sort((one, other) => sign * compare(value(one), value(other)));
  }

  function line(row, at) {
    const tr = h('tr', { class: [open && 'opens', tone?.(row)].filter(Boolean).join(' '), tabindex: '-1', data: { key: String(key(row, at)) } },
      shown.map((column) => h('td', { class: classes(column), data: { label: column.label } }, column.cell ? column.cell(row) : row[column.key])));
    return { tr, row };
  }

  function set(rows) {
    const held = document.activeElement?.closest?.('tr');
    const focused = held && body.contains(held) ? held.dataset.key : null;
    all = rows;
    items = ordered(rows).map(line);
    body.replaceChildren(...items.map((item) => item.tr));
    after(focused);
  }

  /** More rows, in the order in which they are given, at the top or at the end. */
  function add(rows, atTop = false) {
    const more = rows.map((row, at) => line(row, all.length + at));
    all = atTop ? [...rows, ...all] : [...all, ...rows];
    items = atTop ? [...more, ...items] : [...items, ...more];
    body[atTop ? 'prepend' : 'append'](...more.map((item) => item.tr));
    after(null);
  }

  /** Leaves no more than so many, from the top. */
  function cut(most) {
    items.splice(most).forEach((item) => item.tr.remove());
    all = all.slice(0, most);
  }

  function after(focused) {
    nothing.hidden = items.length > 0;
    const again = focused === null ? null : items.find((item) => item.tr.dataset.key === focused)?.tr;
    again?.focus({ preventScroll: true });
    if (!body.querySelector('tr[tabindex="0"]') && items.length > 0) {
      items[0].tr.tabIndex = 0;
    }
  }

  function rove(tr) {
    if (tr) {
      body.querySelectorAll('tr[tabindex="0"]').forEach((each) => { each.tabIndex = -1; });
      tr.tabIndex = 0;
    }
  }

  function keys(event) {
    const tr = event.target.closest('tr');
    if (event.target !== tr) {
      return;
    }
    const to = {
      ArrowDown: tr.nextElementSibling, j: tr.nextElementSibling, ArrowUp: tr.previousElementSibling, k: tr.previousElementSibling,
      Home: body.firstElementChild, End: body.lastElementChild,
    }[event.key];
    if (to && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      to.focus();
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      open(items.find((item) => item.tr === tr).row, tr);
    }
  }

  function clicked(event) {
    const tr = event.target.closest('tr');
    if (open && !event.target.closest('a, button, input, select, label') && String(getSelection()) === '') {
      open(items.find((item) => item.tr === tr).row, tr);
    }
  }

  return {
    el, set, add, cut,
    rows: () => all,
    columns(list) {
      shown = list;
      heading();
      set(all);
    },
  };
}

function compare(one, other) {
  if (typeof one === 'number' && typeof other === 'number') {
    return one - other;
  }
  return String(one ?? '').localeCompare(String(other ?? ''), 'en', { numeric: true });
}
