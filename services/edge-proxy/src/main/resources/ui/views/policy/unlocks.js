// Blocks that are lifted for a while.
import { get, send } from '../../api.js';
import { choice, dialog, field, h, mount, table, time, toast } from '../../ui.js';
import { live, logsLink, order, orderButton, quoted } from '../shared.js';

const KINDS = [['site', 'Site'], ['list', 'List'], ['rule', 'Rule']];
const LENGTHS = ['10m', '30m', '1h', '2h', '8h', '1d', '7d'];
const HINTS = { site: 'video.example, with every name below it', list: 'the name of a list', rule: 'the name of a rule; default for the default' };

export function unlocksTab(at, query, ending) {
  const listAt = h('div');
  const rows = table({
    label: 'Unlocks', key: (row) => row.id, none: 'Nothing is unlocked.', columns: [
      { key: 'what', label: 'What', cell: (row) => h('div.name', h('b', whatOf(row)), h('small', row.note)) },
      { key: 'who', label: 'For', cell: whoOf },
      { key: 'until', label: 'Ends', cell: (row) => time(row.until) },
      { key: 'id', label: 'Id', cell: (row) => h('a', { href: logsLink('rule=' + quoted('unlock:' + row.id)) }, h('code', row.id)), wide: true },
      { key: 'end', label: '', align: 'end', cell: (row) => orderButton('End', { icon: 'close', title: 'End it now', onclick: () => end(row).then(() => asking.now()) }) },
    ],
  });
  mount(at, h('div.toolbar', h('p.muted', 'A block that is lifted is passed over as if its rule did not match; it comes back by itself.'),
    orderButton('Unlock …', { icon: 'key', kind: 'primary', onclick: () => unlock().then(() => asking.now()) })), listAt);
  const asking = ending.add(live(listAt, (signal) => get('/v1/unlocks', {}, { signal }), (answer) => {
    if (!rows.el.isConnected) {
      mount(listAt, rows.el);
    }
    rows.set(answer.unlocks);
  }));
}

function whatOf(row) {
  return row.site || (row.list ? 'list ' + row.list : 'rule ' + row.rule);
}

function whoOf(row) {
  return ['client', 'user', 'group'].filter((key) => row[key]).map((key) => key + ' ' + row[key]).join(', ') || 'everybody';
}

async function end(row) {
  return order({
    title: 'End the unlock of ' + whatOf(row) + '?', text: 'What it lifted is blocked again, from the next request on.', label: 'End it', kind: 'danger', note: false,
    run: async () => {
      await send('DELETE', '/v1/unlocks/' + encodeURIComponent(row.id));
      toast('Ended: ' + whatOf(row) + '.');
      return row;
    },
  });
}

/** Asks for what is to be unlocked and makes it; resolves to the unlock, or null. */
export function unlock({ site = '', client = '', user = '' } = {}) {
  let kind = 'site';
  const what = h('input', { type: 'text', name: 'what', value: site, autocomplete: 'off', spellcheck: 'false', placeholder: HINTS.site, autofocus: !site });
  const length = h('select', { name: 'for', autofocus: Boolean(site) }, LENGTHS.map((each) => h('option', { value: each }, each)));
  length.value = '30m';
  const who = Object.fromEntries([['client', client], ['user', user], ['group', '']].map(([name, value]) => [name, h('input', { type: 'text', name, value, autocomplete: 'off', spellcheck: 'false' })]));
  const over = h('input', { type: 'checkbox', name: 'over' });
  const note = h('input', { type: 'text', name: 'note', maxlength: '300', autocomplete: 'off' });
  return dialog({
    title: 'Unlock for a while',
    content: [
      choice('What', KINDS, kind, (value) => { kind = value; what.placeholder = HINTS[value]; }), field('Name', what), field('For', length),
      h('div.fields', field('Client', who.client, 'An address or range.'), field('User', who.user), field('Group', who.group)), h('p.hint', 'Without any of them: for everybody.'),
      h('label.check', over, h('span', 'Also what an authority has ordered')), field('Note', note, 'Why, for whoever reads the record of this later.'),
    ],
    actions: [{ label: 'Cancel', value: null }, { label: 'Unlock', kind: 'primary', run: async () => {
      const body = { [kind]: what.value.trim(), for: length.value, note: note.value.trim(), ...(over.checked ? { overAuthority: true } : {}) };
      for (const [name, input] of Object.entries(who)) {
        if (input.value.trim()) {
          body[name] = input.value.trim();
        }
      }
      const { data } = await send('POST', '/v1/unlocks', body);
      toast('Unlocked: ' + whatOf(data) + ', for ' + whoOf(data) + '.' + (data.notOn?.length > 0 ? ' Not on ' + data.notOn.join(', ') + ', which strangers reach.' : ''), data.notOn?.length > 0 ? 'warn' : 'good');
      return data;
    } }],
  });
}
