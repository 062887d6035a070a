// The text of the policy in a box: try it, see what differs, put it in force.
import { get, send, session } from '../../api.js';
import { go, link } from '../../route.js';
import { badge, button, card, details, failure, h, loading, mount, notice, number, page, plural, table } from '../../ui.js';
import { counts, diff, unified } from './diff.js';
import { conflict, linkButton, order, orderButton, told } from '../shared.js';

const YAML = 'application/yaml';

/** Shows it in the root. What was typed and is not in force yet is warned of when the page is left. */
export async function editor(root, ending) {
  const at = h('div.stack', loading());
  mount(root, page({ title: 'Edit the policy', about: 'A change takes effect on every edge at once. It becomes a revision, and can be rolled back.', actions: [linkButton('All revisions', link('revisions'), 'revisions')] }, at));
  try {
    mount(at, boxes(await get('/v1/policies'), ending));
  } catch (error) {
    mount(at, failure(error, () => editor(root, ending)));
  }
}

function boxes(policy, ending) {
  let base = policy;
  const numbers = h('pre.line-numbers', { 'aria-hidden': 'true' });
  const text = h('textarea', { spellcheck: 'false', wrap: 'off', 'aria-label': 'Text of the policy', rows: '24', data: { search: '' } });
  text.value = policy.text ?? '';
  const result = h('div.stack', { 'aria-live': 'polite' });
  const state = h('span.muted');
  const apply = orderButton('Put in force …', { kind: 'primary', icon: 'check', onclick: putInForce });
  text.addEventListener('input', changed);
  text.addEventListener('scroll', () => { numbers.scrollTop = text.scrollTop; });
  text.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault();
      check();
    }
  });
  changed();
  const leaving = (event) => { if (isChanged()) event.preventDefault(); };
  addEventListener('beforeunload', leaving);
  ending.add(() => removeEventListener('beforeunload', leaving));
  return [
    policy.masked && notice('warn', 'Passwords are shown as ***. A text with *** is not taken: write ${NAME} where a password belongs, and give it by the environment.'),
    card('policies.yaml', { actions: [state], class: 'editor' }, h('div.code-box', numbers, text),
      h('div.actions', button('Check', { icon: 'search', title: 'Try it, without putting it in force (Ctrl Enter)', onclick: check }),
        button('What would it have done?', { icon: 'logs', title: 'Replay the last hour', onclick: replay }), button('Difference', { icon: 'columns', onclick: showDifference }), apply)),
    result,
  ];

  function isChanged() {
    return text.value !== (base.text ?? '');
  }
  function changed() {
    const count = text.value.split('\n').length;
    numbers.textContent = Array.from({ length: count }, (_, at) => at + 1).join('\n');
    mount(state, 'from revision ' + (base.revision?.number ?? '–'), isChanged() && [' ', badge('changed', 'warn')]);
  }
  function jump({ line, column }) {
    const lines = text.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + Math.max(0, column - 1);
    text.focus();
    text.setSelectionRange(start, start + Math.max(1, (lines[line - 1] ?? '').length - column + 1));
    text.scrollTop = Math.max(0, (line - 6) * parseFloat(getComputedStyle(text).lineHeight));
  }
  async function check() {
    try {
      const { data } = await send('PUT', '/v1/policies', text.value, { params: { dryRun: 'true' }, etag: '*', type: YAML });
      mount(result, notice('good', data.changes ? 'It is valid, and differs from what is in force.' : 'It is valid, and means the same as what is in force.'), data.warnings.map((each) => notice('warn', each)));
      return true;
    } catch (error) {
      mount(result, error.status === 422 ? findings(error, jump) : failure(error));
      return false;
    }
  }
  function showDifference() {
    const lines = diff(base.text ?? '', text.value);
    mount(result, isChanged() ? card('What you have changed', {}, unified(lines)) : notice('good', 'You have changed nothing.'));
  }
  async function replay() {
    mount(result, loading('Replaying the last hour'));
    try {
      const { data } = await send('POST', '/v1/policies/replay', text.value, { params: { since: '1h' }, type: YAML });
      mount(result, replayed(data));
    } catch (error) {
      mount(result, error.status === 422 ? findings(error, jump) : failure(error));
    }
  }
  async function putInForce() {
    if (!(await check())) {
      return;
    }
    const lines = diff(base.text ?? '', text.value);
    const { added, removed } = counts(lines);
    const around = h('div');
    let etag = base.revision?.etag ?? '';
    const done = await order({
      title: 'Put this text in force?', label: 'Put in force', text: h('p', 'On every edge, at once: ', badge('+' + added, 'good'), ' ', badge('−' + removed, 'bad'), ' against revision ' + (base.revision?.number ?? '–') + '.'),
      content: [unified(lines), around],
      run: async (note) => {
        try {
          return (await send('PUT', '/v1/policies', text.value, { params: { note, author: session.name }, etag: '"' + etag + '"', type: YAML })).data;
        } catch (error) {
          if (error.status === 412 && error.problem.revision) {
            etag = await overtaken(around, error.problem.revision);
          }
          throw error;
        }
      },
    });
    if (done) {
      told(done);
      base = await get('/v1/policies').catch(() => base);
      base = { ...base, text: text.value };
      go('revisions', [String(done.revision.number)]);
    }
  }
  /** Somebody was faster: shows what they have changed, so that whoever goes on replaces it knowingly. */
  async function overtaken(around, revision) {
    const theirs = await get('/v1/revisions/' + revision.number);
    mount(around, conflict({ title: 'Revision ' + revision.number + ' is in force by now', detail: 'By ' + revision.author + (revision.note ? ': ' + revision.note : '') + '. This is what it has changed; put yours in force once more to replace it, or leave and take it over first.' }),
      unified(diff(base.text ?? '', theirs.document)));
    return revision.etag;
  }
}

function findings(error, jump) {
  const list = error.problem.findings ?? [];
  return list.length === 0 ? failure(error) : notice('bad', h('strong', plural(list.length, 'finding')), h('ul.findings', list.map((each) => h('li',
    h('button.link', { type: 'button', onclick: () => jump(each) }, 'line ' + each.line + ', column ' + each.column), ' ', h('code', each.path), ': found ', h('code', each.found), ', allowed: ' + each.allowed))));
}

const CHANGES = { UNCHANGED: '', OTHER_RULE: 'info', NEWLY_REFUSED: 'bad', NEWLY_ALLOWED: 'good', UNDECIDABLE: 'off' };

function replayed({ report, coverage, cannotTell }) {
  const rows = table({
    label: 'What would have changed', none: 'Nothing would have changed.', columns: [
      { key: 'change', label: 'Change', cell: (row) => badge(row.change.toLowerCase().replace('_', ' '), CHANGES[row.change]) },
      { key: 'before', label: 'Now' }, { key: 'after', label: 'Then' }, { key: 'requests', label: 'Requests', align: 'end', cell: (row) => number(row.requests) },
      { key: 'sites', label: 'Sites', cell: (row) => (row.sites ?? []).slice(0, 3).map((each) => each.name).join(', '), wide: true },
    ],
  });
  rows.set(report.groups.filter((each) => each.change !== 'UNCHANGED'));
  return card('What it would have done in the last hour', {},
    details([['Requests looked at', number(report.requests)], ...Object.entries(report.changes).map(([name, count]) => [name.toLowerCase().replace('_', ' '), number(count)])]),
    coverage?.complete === false && notice('warn', 'The time did not suffice for all records.'), rows.el,
    cannotTell?.length > 0 && h('details.more', h('summary', 'What records cannot tell'), h('ul', cannotTell.map((each) => h('li', each)))));
}
