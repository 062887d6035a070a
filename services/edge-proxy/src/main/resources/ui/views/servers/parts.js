// What the list of servers and the page of one of them have in common.
import { badge, compact } from '../../ui.js';

const SOON_DAYS = 14;

/** With more days left a problem of a certificate is none of its time. */
const LONG_DAYS = 45;

/** healthy, unhealthy, unknown; `unprobed` where nothing asks. */
export function healthOf(server) {
  return server.health?.state ?? 'unprobed';
}

/** Whether somebody should look at it. */
export function needsAttention(server) {
  return healthOf(server) === 'unhealthy' || isOut(server) || (server.drift?.length ?? 0) > 0 || (server.alarms?.length ?? 0) > 0
    || (server.traffic.requests > 0 && server.traffic.errorShare >= 0.05)
    || Boolean(server.certificate?.problem) || server.certificate?.daysLeft < SOON_DAYS;
}

/** Whether an edge leaves it out because of what its traffic met. */
export function isOut(server) {
  return (server.ejection?.state ?? 'in') !== 'in';
}

/** Requests in a second. */
export function rate(traffic) {
  if (traffic.requests === 0) {
    return '–';
  }
  const each = traffic.requests / (traffic.windowSeconds || 300);
  return (each >= 10 ? compact(Math.round(each)) : each.toFixed(each < 1 ? 2 : 1)) + '/s';
}

/** What a server is to a canary: on trial, or stable beside one. */
export function roleBadge(server) {
  const role = typeof server.canary === 'string' ? server.canary : server.canary?.role ?? '';
  return role === '' || role === 'none' ? null : badge(role, role === 'canary' ? 'info' : '', 'what it is to the canary');
}

/** Days until a certificate expires. */
export function certificateBadge(certificate) {
  if (!certificate) {
    return '–';
  }
  const days = certificate.daysLeft;
  if (certificate.problem && (days < 0 || days > LONG_DAYS)) {
    return badge(days < 0 ? 'expired' : 'problem', 'bad', certificate.problem);
  }
  return badge(days + ' d', days < 3 ? 'bad' : days < SOON_DAYS || certificate.problem ? 'warn' : 'good', certificate.problem || 'expires ' + certificate.notAfter);
}
