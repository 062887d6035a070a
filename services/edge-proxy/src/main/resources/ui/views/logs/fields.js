// The fields of a record: what they are called, and how they are shown and sorted into groups.
import { bytes, micros, number } from '../../ui.js';

const FIELDS = [
  ['Request', [
    ['startedAt', 'Time'], ['method', 'Method'], ['scheme', 'Scheme'], ['authority', 'Host'], ['path', 'Path'], ['status', 'Status'], ['outcome', 'Outcome'],
    ['detail', 'Detail'], ['kind', 'Kind'], ['direction', 'Direction'], ['listener', 'Listener'], ['protocol', 'Protocol'], ['tls', 'TLS'],
    ['requestId', 'Request id'], ['traceId', 'Trace id'],
  ]],
  ['Client', [['client', 'Address'], ['clientCountry', 'Country'], ['user', 'User'], ['userAgent', 'User agent']]],
  ['Decision', [
    ['rule', 'Rule'], ['list', 'List'], ['reported', 'On trial'], ['route', 'Route'], ['track', 'Track'], ['cache', 'Cache'], ['exit', 'Exit'],
    ['policyGeneration', 'Policy generation'], ['routeGeneration', 'Routes generation'],
  ]],
  ['Server', [['cluster', 'Cluster'], ['endpoint', 'Endpoint'], ['version', 'Version'], ['attempts', 'Attempts'], ['destinationCountry', 'Country']]],
  ['Time and size', [['totalMicros', 'Until the end'], ['headMicros', 'Until the head'], ['connectMicros', 'Until connected'], ['bytesIn', 'Received'], ['bytesOut', 'Sent']]],
  ['Kept by', [['edge', 'Edge'], ['sequence', 'Sequence'], ['startedAtMicros', 'Started at']]],
];

/** Names for what is not a field, but means one. */
const ALIASES = { host: 'authority', duration: 'totalMicros' };

const NUMERIC = new Set(['sequence', 'startedAtMicros', 'totalMicros', 'headMicros', 'connectMicros', 'status', 'bytesIn', 'bytesOut', 'policyGeneration', 'routeGeneration', 'attempts']);

/** All that a filter may name, for completion. */
export const names = [...FIELDS.flatMap(([, list]) => list.map(([name]) => name)).filter((name) => name !== 'startedAt'), ...Object.keys(ALIASES)];

/** Fields with few enough values to be offered. */
export const offered = new Set(['kind', 'direction', 'listener', 'protocol', 'method', 'scheme', 'authority', 'host', 'status', 'outcome', 'rule', 'list', 'route', 'cluster',
  'endpoint', 'version', 'cache', 'user', 'track', 'exit', 'client', 'clientCountry', 'destinationCountry', 'tls', 'edge', 'reported']);

export function isNumeric(name) {
  return NUMERIC.has(ALIASES[name] ?? name);
}

/** The groups of a record's fields that say something: [[group, [[name, label, value]...]]...]; what is not known comes last. */
export function groups(record) {
  const known = new Set(FIELDS.flatMap(([, list]) => list.map(([name]) => name)));
  const more = Object.keys(record).filter((name) => !known.has(name)).map((name) => [name, name]);
  return [...FIELDS, ['More', more]]
    .map(([group, list]) => [group, list.filter(([name]) => said(record[name])).map(([name, label]) => [name, label, record[name]])])
    .filter(([, list]) => list.length > 0);
}

function said(value) {
  return value !== undefined && value !== null && value !== '';
}

/** A value for people. */
export function shown(name, value) {
  if (name.endsWith('Micros') && name !== 'startedAtMicros') {
    return micros(value);
  }
  if (name === 'bytesIn' || name === 'bytesOut') {
    return bytes(value);
  }
  return typeof value === 'number' && name !== 'status' && name !== 'startedAtMicros' ? number(value) : String(value);
}

/** host:port without the port that goes without saying. */
export function hostOf(record) {
  return record.authority.replace(record.scheme === 'https' ? /:443$/ : /:80$/, '');
}

/** The URL as a client would write it. */
export function urlOf(record) {
  return record.kind === 'exchange' ? (record.scheme || 'http') + '://' + record.authority + record.path : record.authority;
}

/** The id under which a record's server is known; empty where none was asked. */
export function serverOf(record) {
  return record.cluster && record.endpoint ? record.cluster + '@' + record.endpoint.replace(/^\w+:\/\//, '') : '';
}
