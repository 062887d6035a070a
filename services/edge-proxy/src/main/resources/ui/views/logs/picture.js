// How many records there were, over the time that is asked for.
import { get } from '../../api.js';
import { chart } from '../../chart.js';
import { instant } from '../../ranges.js';
import { compact, h } from '../../ui.js';
import { byStatusClass, timesOf } from '../overview/series.js';
import { steps } from './asked.js';

/** picture(zoom(since, until)): {el, show(asked), hide, end}. What is dragged over is zoomed to. */
export function picture(zoom) {
  let running = new AbortController();
  const bars = chart({
    label: 'Records over time by class of status', stacked: true, height: 92, format: (value) => (value === undefined ? '–' : compact(value) + '/s'),
    select: (from, to) => zoom(instant(from), instant(to)),
    series: [
      { label: '2xx', color: '--c-good' }, { label: '3xx', color: '--c-info' }, { label: '4xx', color: '--c-warn' }, { label: '5xx', color: '--c-bad' },
      { label: 'no answer', color: '--c-off' },
    ],
  });
  const el = h('section.card.histogram', bars.el);

  function hide() {
    running.abort();
    el.hidden = true;
  }

  async function show(asked) {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    el.hidden = false;
    const grid = steps(asked);
    try {
      const answer = await get('/v1/logs/stats', {
        where: asked.where, since: instant(grid.start), until: instant(grid.end), every: grid.step + 's', by: 'status', top: 20,
      }, { signal });
      bars.set(timesOf(grid), byStatusClass(answer.groups, grid));
    } catch {
      // What is wrong is told where the records are.
      el.hidden ||= !signal.aborted;
    }
  }

  return { el, show, hide, end() { running.abort(); bars.destroy(); } };
}
