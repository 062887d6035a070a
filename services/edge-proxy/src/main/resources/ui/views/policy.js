import { link, replace } from '../route.js';
import { h, mount, page, tabs } from '../ui.js';
import { explainTab } from './policy/explain.js';
import { listsTab } from './policy/lists.js';
import { rulesTab } from './policy/rules.js';
import { unlocksTab } from './policy/unlocks.js';
import { ends, linkButton } from './shared.js';

export const title = 'Policy';

const TABS = [['rules', 'Rules', rulesTab], ['explain', 'Explain', explainTab], ['lists', 'Lists', listsTab], ['unlocks', 'Unlocks', unlocksTab]];
const ending = ends();

export function render(root, { path, query }) {
  const chosen = TABS.some(([name]) => name === path[0]) ? path[0] : 'rules';
  let first = true;
  const all = tabs('Parts of the policy', TABS.map(([name, text, make]) => [name, text, () => {
    ending.all();
    const el = h('div.stack');
    make(el, first ? query : new URLSearchParams(), ending);
    first = false;
    return el;
  }]), chosen, (name) => replace('policy', name === 'rules' ? [] : [name]));
  mount(root, page({
    title, about: 'Who may go where, for both directions: rules in order, the first that fits decides.',
    actions: [linkButton('Edit', link('revisions', ['edit']), 'revisions'), linkButton('Revisions', link('revisions'), 'revisions')],
  }, all.el));
}

export function dispose() {
  ending.all();
}
