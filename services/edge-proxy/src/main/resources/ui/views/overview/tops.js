import { card, compact, h, mount, number, percent } from '../../ui.js';
import { link } from '../../route.js';

const SHOWN = 8;

/** A list of names with bars: {el, set(groups, range)}. `figure(group)` is the length, `where(group)` what a click asks for. */
export function top(title, { name, figure = (group) => group.count, where, note = () => null, none }) {
  const list = h('ol.bars');
  const el = card(title, {}, list);
  return {
    el,
    set(groups, range) {
      const some = groups.filter((group) => figure(group) > 0).sort((one, other) => figure(other) - figure(one)).slice(0, SHOWN);
      const most = some.length > 0 ? figure(some[0]) : 1;
      mount(list, some.length === 0 ? h('li.none', none) : some.map((group) => bar(group, most, range)));
    },
  };

  function bar(group, most, range) {
    const share = Math.max(2, (figure(group) / most) * 100);
    return h('li', h('a.bar', { href: link('logs', [], { where: where(group), since: range }), title: name(group) + ': ' + number(figure(group)) },
      h('i', { style: { width: share + '%' } }),
      h('span.bar-name', name(group)), note(group), h('b', compact(figure(group)))));
  }
}

/** The share of errors, where there are some. */
export function errorNote(group) {
  return group.errors > 0 ? h('span.badge.bad', { title: number(group.errors) + ' errors' }, percent(group.errorShare)) : null;
}
