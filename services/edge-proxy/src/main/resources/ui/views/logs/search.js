// The box for filters: completion of fields and values, and the place where the API found a mistake.
import { get } from '../../api.js';
import { chip, h, icon, mount } from '../../ui.js';
import { isNumeric, names, offered } from './fields.js';
import { atCursor, placeOf, quoted, terms, without } from './language.js';

const SHOWN = 9;
const VALUES_WAIT = 160;

/** search({value, since: () => '1h', apply(filter)}): {el, value(), set(filter), refuse(error)}. */
export function search({ value, since, apply }) {
  let hints = [];
  let at = -1;
  let timer = 0;
  let turn = 0;
  const list = h('ul.hints', { role: 'listbox', id: 'filter-hints', 'aria-label': 'Suggestions', hidden: true });
  const input = h('input.mono', {
    type: 'text', value, placeholder: 'status>=500 and cluster=shop', 'aria-label': 'Filter', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'filter-hints',
    'aria-autocomplete': 'list', 'aria-describedby': 'filter-problem', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', maxlength: '4096', data: { search: '' },
    oninput: () => { refuse(null); suggest(); }, onclick: suggest, onkeydown: keys, onblur: () => setTimeout(close, 150),
  });
  const problem = h('div.filter-problem', { id: 'filter-problem', role: 'alert', hidden: true });
  const chips = h('div.row.terms');
  const wipe = h('button.quiet', { type: 'button', title: 'Clear the filter', 'aria-label': 'Clear the filter', onclick: () => { set(''); apply(''); input.focus(); } }, icon('close'));
  const el = h('form.search', { role: 'search', onsubmit: (event) => { event.preventDefault(); close(); apply(input.value.trim()); } },
    h('div.search-box', icon('search'), input, wipe, h('button.button.primary.small', { type: 'submit' }, 'Search'), list), problem, chips);
  set(value);

  function set(filter) {
    input.value = filter;
    refuse(null);
    wipe.hidden = filter === '';
    const parts = terms(filter) ?? [];
    mount(chips, parts.length > 1 && parts.map((each) => chip(each, {
      class: 'mono', title: each, onremove: () => { const rest = without(filter, each); set(rest); apply(rest); },
    })));
  }

  /** Shows a refusal below the box, with the mark at its character, and the cursor there. */
  function refuse(error) {
    problem.hidden = !error;
    input.removeAttribute('aria-invalid');
    if (error) {
      const [what] = (error.detail || error.message).split('\n');
      const place = placeOf(error.detail);
      mount(problem, h('p', what.replace(/^where: /, '')),
        place >= 0 && h('pre', { 'aria-hidden': 'true' }, input.value.slice(0, place), h('mark', input.value.slice(place, place + 1) || ' '), input.value.slice(place + 1), '\n', ' '.repeat(place), '^'));
      input.setAttribute('aria-invalid', 'true');
      if (place >= 0 && document.activeElement === input) {
        input.setSelectionRange(place, place);
      }
    }
  }

  function suggest() {
    clearTimeout(timer);
    wipe.hidden = input.value === '';
    const mine = ++turn;
    const spot = atCursor(input.value, input.selectionStart ?? input.value.length);
    if (!spot || input.selectionStart !== input.selectionEnd) {
      close();
    } else if (spot.kind === 'join') {
      show(spot, ['and', 'or'].filter((word) => word.startsWith(spot.text.toLowerCase())).map((word) => ({ text: word + ' ', label: word })));
    } else if (spot.kind === 'field') {
      const text = spot.text.toLowerCase();
      const found = names.filter((name) => name.toLowerCase().includes(text)).sort((one, other) => one.toLowerCase().indexOf(text) - other.toLowerCase().indexOf(text));
      show(spot, found.map((name) => ({ text: name + (isNumeric(name) && name !== 'status' ? '>' : '='), label: name, note: isNumeric(name) ? 'number' : '' })));
    } else if (offered.has(spot.field)) {
      timer = setTimeout(() => values(spot, mine), VALUES_WAIT);
    } else {
      close();
    }
  }

  /** The values that the records of this range have, most frequent first. */
  async function values(spot, mine) {
    try {
      const field = { host: 'authority' }[spot.field] ?? spot.field;
      const answer = await get('/v1/logs/stats', { by: field, since: since(), top: 50 });
      if (mine === turn) {
        const text = spot.text.toLowerCase();
        show(spot, answer.groups.filter((group) => group.by[field] && String(group.by[field]).toLowerCase().includes(text))
          .map((group) => ({ text: quoted(group.by[field]) + ' ', label: group.by[field], note: String(group.count) })));
      }
    } catch {
      close();
    }
  }

  function show(spot, found) {
    hints = found.slice(0, SHOWN).map((each) => ({ ...each, from: spot.from }));
    at = -1;
    mount(list, hints.map((hint, index) => h('li', { role: 'option', id: 'hint-' + index, onmousedown: (event) => { event.preventDefault(); take(index); } },
      h('span.mono', hint.label), hint.note && h('small', hint.note))));
    list.hidden = hints.length === 0;
    input.setAttribute('aria-expanded', hints.length > 0);
    mark();
  }

  function mark() {
    [...list.children].forEach((each, index) => each.setAttribute('aria-selected', index === at));
    if (at >= 0) {
      input.setAttribute('aria-activedescendant', 'hint-' + at);
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  function take(index) {
    const { from, text } = hints[index];
    const cursor = input.selectionStart ?? input.value.length;
    input.setRangeText(text, from, cursor, 'end');
    suggest();
  }

  function close() {
    turn += 1;
    clearTimeout(timer);
    hints = [];
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    mark();
  }

  function keys(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && hints.length > 0) {
      event.preventDefault();
      at = (at + by + hints.length + (at < 0 && by < 0 ? 1 : 0)) % hints.length;
      mark();
    } else if (event.key === 'Tab' && hints.length > 0 && !event.shiftKey && (at >= 0 || input.selectionStart > hints[0].from)) {
      event.preventDefault();
      take(Math.max(at, 0));
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      take(at);
    } else if (event.key === 'Escape' && hints.length > 0) {
      event.stopPropagation();
      close();
    } else if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      suggest();
    }
  }

  return { el, set, refuse, value: () => input.value.trim() };
}
