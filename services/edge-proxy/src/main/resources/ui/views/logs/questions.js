// The dialogs of the logs: columns, from and until, export.
import { download } from '../../api.js';
import { copy, dialog, failed, field, h, json } from '../../ui.js';
import { usual } from './columns.js';

const EXPORT_MAX = 10_000;
const FORMATS = [['ndjson', 'A record a line (ndjson)'], ['csv', 'Table (csv)'], ['combined', 'Combined log format']];

/** Which columns are wanted: their keys, or null. */
export async function askColumns(columns, keys) {
  const boxes = columns.map((each) => h('label.check', h('input', { type: 'checkbox', value: each.key, checked: keys.includes(each.key) }), each.label));
  const picked = () => boxes.map((each) => each.firstChild).filter((each) => each.checked).map((each) => each.value);
  const answer = await dialog({
    title: 'Columns', content: h('div.checks', boxes),
    actions: [{ label: 'As usual', value: usual() }, { label: 'Show', kind: 'primary', run: picked }],
  });
  return Array.isArray(answer) && answer.length > 0 ? answer : null;
}

/** From when until when: {since, until} as instants, or null. */
export function askRange({ since, until }) {
  const from = h('input', { type: 'datetime-local', step: '1', value: local(since, Date.now() - 3_600_000) });
  const to = h('input', { type: 'datetime-local', step: '1', value: until ? local(until) : '' });
  function run() {
    if (!from.value || (to.value && to.value <= from.value)) {
      throw new Error('Until must be later than from.');
    }
    return { since: new Date(from.value).toISOString(), until: to.value ? new Date(to.value).toISOString() : '' };
  }
  return dialog({
    title: 'From and until', content: [field('From', from), field('Until', to, 'Empty: until now. Times are of this browser.')],
    actions: [{ label: 'Show', kind: 'primary', run }],
  });
}

/** A time as the control writes it, of this browser's zone. */
function local(text, otherwise) {
  const known = Date.parse(text);
  const date = new Date(Number.isNaN(known) ? otherwise : known);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** Saves what is asked for as a file, in a format that is chosen; or shows the command for more. */
export async function askExport(params) {
  const command = commandOf({ ...params, format: 'ndjson', limit: EXPORT_MAX });
  const format = await dialog({
    title: 'Export', content: [
      h('p', 'The newest 10,000 records that match. By the API one has the pages behind them as well:'),
      h('div.line', json(command), copy(command)),
    ],
    actions: FORMATS.map(([value, label]) => ({ label, value })),
  });
  if (format) {
    const name = 'sallyport-' + new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-') + '.' + (format === 'combined' ? 'log' : format);
    download('/v1/logs', { ...params, format, limit: EXPORT_MAX }, name).catch(failed);
  }
}

function commandOf(params) {
  const parts = Object.entries(params).filter(([, value]) => value)
    .map(([name, value]) => " --data-urlencode '" + name + '=' + String(value).replaceAll("'", "'\\''") + "'");
  return "curl -G '" + new URL('../v1/logs', document.baseURI).href + "'" + parts.join('');
}
