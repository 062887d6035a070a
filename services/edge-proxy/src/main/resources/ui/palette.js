// The command palette: Ctrl-K lists everything that can be done by name.
import { h, icon, mount } from './ui.js';

const sources = new Set();

/** Adds commands: a function that gives [{label, hint, icon, keys, run}] whenever the palette opens. Returns how to take them back. */
export function commands(source) {
  sources.add(source);
  return () => sources.delete(source);
}

export function openPalette() {
  if (document.querySelector('dialog.palette')) {
    return;
  }
  const all = [...sources].flatMap((source) => source());
  let found = all;
  let at = 0;
  const list = h('ul', { role: 'listbox', id: 'palette-list', 'aria-label': 'Commands' });
  const input = h('input', {
    type: 'text', placeholder: 'Go to, or do …', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'palette-list',
    'aria-label': 'Command', autocomplete: 'off', spellcheck: 'false', oninput: search, onkeydown: keys,
  });
  const box = h('dialog.palette', { 'aria-label': 'Commands' }, h('div.palette-head', icon('search'), input, h('kbd', 'Esc')), list);
  box.addEventListener('close', () => box.remove());
  box.addEventListener('mousedown', (event) => { if (event.target === box) box.close(); });
  document.body.append(box);
  box.showModal();
  search();

  function search() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = all.filter((each) => words.every((word) => (each.label + ' ' + (each.hint ?? '')).toLowerCase().includes(word)));
    at = 0;
    show();
  }
  function show() {
    mount(list, found.map((each, index) => h('li', {
      role: 'option', id: 'palette-' + index, 'aria-selected': index === at, onclick: () => run(each),
      onmousemove: () => { if (at !== index) { at = index; mark(); } },
    }, icon(each.icon ?? 'more'), h('span', each.label), each.hint && h('small', each.hint), each.keys && h('kbd', each.keys))),
    found.length === 0 && h('li.none', 'No command is called so.'));
    mark();
  }
  function mark() {
    [...list.children].forEach((each, index) => each.setAttribute('aria-selected', index === at));
    input.setAttribute('aria-activedescendant', 'palette-' + at);
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  }
  function keys(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && found.length > 0) {
      event.preventDefault();
      at = (at + by + found.length) % found.length;
      mark();
    } else if (event.key === 'Enter' && found[at]) {
      event.preventDefault();
      run(found[at]);
    }
  }
  function run(command) {
    box.close();
    command.run();
  }
}
