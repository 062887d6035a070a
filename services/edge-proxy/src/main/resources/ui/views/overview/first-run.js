import { card, copy, h } from '../../ui.js';

/** What to try while there is not one record: lines for a shell. */
export function firstRun() {
  const lines = [
    ['A request to a server of yours, by routes.yaml', 'curl -i http://127.0.0.1:8080/'],
    ['A request to any server, through the forward proxy', 'curl -i -x http://127.0.0.1:3128 http://example.org/'],
    ['A site that the demo blocks', 'curl -i -x http://127.0.0.1:3128 http://ads.test/'],
    ['The same records without this page', "curl '" + new URL('../v1/logs?since=15m', document.baseURI).href + "'"],
  ];
  return card('No request has come yet', { class: 'first-run' },
    h('p.muted', 'Send one through a listener: the charts begin within seconds. The ports are those of the demo; yours stand in sallyport.yaml.'),
    h('ol.try', lines.map(([what, line]) => h('li', h('span', what), h('div.line', h('code', line), copy(line))))));
}
