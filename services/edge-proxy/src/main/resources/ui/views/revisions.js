import { get, getTagged, send, session } from '../api.js';
import { go, link, replace } from '../route.js';
import { badge, choice, details, failure, h, json, loading, mount, notice, page, table, tabs, time } from '../ui.js';
import { counts, diff, ofApi, sideBySide, unified } from './revisions/diff.js';
import { editor } from './revisions/edit.js';
import { conflict, ends, linkButton, live, order, orderButton, told } from './shared.js';

export const title = 'Revisions';

const ending = ends();
const LAYOUT = 'sallyport.diff';
const SOURCES = { api: 'info', file: '', restore: 'warn', promote: 'good', demote: 'warn', lists: 'off' };

export function render(root, { path, query }) {
  if (path[0] === 'edit') {
    editor(root, ending, query);
  } else if (path.length > 0) {
    one(root, Number(path[0]), query);
  } else {
    history(root);
  }
}

export function dispose() {
  ending.all();
}

function history(root) {
  const at = h('div');
  let inForce = 0;
  let etag = '';
  const rows = table({
    label: 'Revisions', key: (row) => row.number, open: (row) => go('revisions', [String(row.number)]), none: 'No revision is kept.', tone: (row) => (row.number === inForce ? 'good' : ''),
    columns: [
      { key: 'number', label: 'Revision', cell: (row) => h('span.versions', h('a', { href: link('revisions', [String(row.number)]) }, '#' + row.number), row.number === inForce && badge('in force', 'good')) },
      { key: 'at', label: 'When', cell: (row) => time(row.at) },
      { key: 'source', label: 'By way of', cell: (row) => badge(row.source, SOURCES[row.source] ?? '') },
      { key: 'author', label: 'Author', cell: (row) => row.author },
      { key: 'note', label: 'Note', class: 'long', cell: (row) => row.note || h('span.muted', '–') },
      { key: 'generation', label: 'Generation', align: 'end', cell: (row) => row.generation || '–', wide: true },
      { key: 'back', label: '', align: 'end', cell: (row) => row.number !== inForce && orderButton('Roll back', { icon: 'undo', onclick: () => restore(row, etag).then((done) => done && asking.now()) }) },
    ],
  });
  mount(root, page({
    title, about: 'Every text of the policy that was put in force, the last one first. The one in force is not replaced unless you have seen it.',
    actions: [linkButton('Edit the policy', link('revisions', ['edit']), 'revisions')],
  }, at));
  const asking = ending.add(live(at, async (signal) => get('/v1/revisions', {}, { signal }), (answer) => {
    inForce = answer.inForce;
    etag = answer.revisions.find((each) => each.number === inForce)?.etag ?? '';
    if (!rows.el.isConnected) {
      mount(at, rows.el);
    }
    rows.set(answer.revisions);
  }));
}

/** Puts an earlier text in force again, unless another revision has come meanwhile: then it says which. */
function restore(revision, etag) {
  const around = h('div');
  return order({
    title: 'Put revision ' + revision.number + ' in force again?', label: 'Roll back', kind: 'danger', content: around,
    text: 'Its text becomes a new revision, which is in force at once on every edge. What is in force now stays in the history.',
    run: async (note) => {
      try {
        const { data } = await send('POST', '/v1/revisions/' + revision.number + '/restore', undefined, { params: { note, author: session.name }, etag: '"' + etag + '"' });
        told(data);
        return data;
      } catch (error) {
        if (error.status === 412 && error.problem.revision) {
          const now = error.problem.revision;
          etag = now.etag;
          mount(around, conflict({ title: 'Revision ' + now.number + ' is in force by now', detail: 'By ' + now.author + (now.note ? ': ' + now.note : '') + '. Roll back once more to replace that one.' }));
        }
        throw error;
      }
    },
  });
}

async function one(root, number, query) {
  const body = h('div.stack', loading());
  const head = h('div.stack');
  mount(root, page({ title: 'Revision ' + number, actions: [h('span'), linkButton('All revisions', link('revisions'), 'revisions')] }, head, body));
  try {
    const [{ data: revision }, all] = await Promise.all([getTagged('/v1/revisions/' + number), get('/v1/revisions')]);
    const inForce = all.revisions.find((each) => each.number === all.inForce);
    mount(root.querySelector('.page-head .actions span'), number !== all.inForce
      && orderButton('Roll back to it', { icon: 'undo', kind: 'danger', onclick: () => restore(revision, inForce.etag).then((done) => done && go('revisions')) }));
    mount(head, about(revision, all));
    mount(body, content(revision, all, query).el);
  } catch (error) {
    mount(body, failure(error, () => one(root, number, query)));
  }
}

function about(revision, all) {
  return h('div.card', details([
    ['State', revision.number === all.inForce ? badge('in force', 'good') : badge('replaced', 'off')], ['When', time(revision.at)],
    ['By', h('span.versions', revision.author, badge(revision.source, SOURCES[revision.source] ?? ''))], ['Note', revision.note],
    ['Generation', revision.generation || 'it was never in force'], ['Digest', h('code', revision.digest.slice(0, 12))],
  ]));
}

function content(revision, all, query) {
  return tabs('Revision', [['diff', 'Difference', () => difference(revision, all, query)], ['text', 'Text', () => json(revision.document)]], 'diff');
}

/** With the one before, or with any other, or with the file. */
function difference(revision, all, query) {
  const before = all.revisions.filter((each) => each.number < revision.number).sort((one, other) => other.number - one.number)[0];
  const others = all.revisions.filter((each) => each.number !== revision.number);
  const select = h('select', { 'aria-label': 'Compare with', name: 'with' }, others.map((each) => h('option', { value: String(each.number) }, '#' + each.number + ' ' + each.author + (each.number === all.inForce ? ' (in force)' : ''))),
    h('option', { value: 'file' }, 'policies.yaml'));
  select.value = query.get('with') ?? String(before?.number ?? 'file');
  let layout = localStorage.getItem(LAYOUT) ?? (matchMedia('(max-width: 860px)').matches ? 'unified' : 'sides');
  let lines = [];
  const at = h('div.stack');
  const sum = h('span');
  const draw = () => mount(at, lines.every((each) => each.kind === ' ') ? notice('good', 'Both texts are the same.') : layout === 'sides' ? sideBySide(lines) : unified(lines));
  select.addEventListener('change', () => { replace('revisions', [String(revision.number)], { with: select.value }); load(); });
  load();
  return h('div.stack', h('div.toolbar',
    h('label.versions', h('span.muted', 'Compared with'), select), sum,
    choice('Layout', [['sides', 'Side by side'], ['unified', 'Unified']], layout, (value) => { layout = value; localStorage.setItem(LAYOUT, value); draw(); })), at);

  async function load() {
    mount(at, loading());
    try {
      lines = await compared(revision, select.value);
      const { added, removed } = counts(lines);
      mount(sum, badge('+' + added, 'good', 'lines that came'), ' ', badge('−' + removed, 'bad', 'lines that went'));
      draw();
    } catch (error) {
      mount(at, failure(error, load));
    }
  }
}

async function compared(revision, other) {
  if (other === 'file') {
    return ofApi((await get('/v1/revisions/' + revision.number + '/diff', { with: 'file' })).lines);
  }
  const base = await get('/v1/revisions/' + other);
  return diff(base.document, revision.document);
}
