// Charts over time by uPlot, in the colours of the theme and the width of where they are.
import { h, mount } from './ui/dom.js';

document.head.append(h('link', { rel: 'stylesheet', href: 'lib/uplot.css' }));

const library = new Promise((resolve, reject) => {
  if (globalThis.uPlot) {
    resolve(globalThis.uPlot);
    return;
  }
  const script = document.querySelector('script[data-uplot]');
  script.addEventListener('load', () => resolve(globalThis.uPlot));
  script.addEventListener('error', () => reject(new Error('lib/uplot.js cannot be loaded')));
});

/**
 * chart({label, series: [{label, color: '--good'}], format: (value) => text, stacked, height, top, sync, select}): colours are names of
 * custom properties, `top` is the end of the scale where that is known, `least` where all is 0, `select(from, to)` hears which time was dragged over. Returns {el, set(times in seconds, columns of numbers or null), destroy}. The newest values stand in
 * the legend, those under the cursor while there is one.
 */
export function chart({ label, series, format, stacked = false, height = 180, top, least = 1, sync, select }) {
  const plotAt = h('div.plot');
  const legend = h('div.legend');
  const el = h('figure.chart', { 'aria-label': label, role: 'group' }, h('figcaption.hidden', label), legend, plotAt);
  const values = series.map((each) => {
    const value = h('b', '–');
    legend.append(h('span.legend-item', h('i', { style: { background: 'var(' + each.color + ')' } }), each.label, value));
    return value;
  });
  let plot = null;
  let raw = null;
  let gone = false;
  const sized = new ResizeObserver(([entry]) => plot?.setSize({ width: Math.floor(entry.contentRect.width), height }));
  sized.observe(plotAt);
  addEventListener('themechange', redraw);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', redraw);

  function redraw() {
    if (plot && raw) {
      plot.destroy();
      plot = null;
      set(...raw);
    }
  }

  async function set(times, columns) {
    raw = [times, columns];
    const UPlot = await library;
    if (gone || raw[0] !== times) {
      return;
    }
    const data = [times, ...(stacked ? stack(columns) : columns)];
    if (plot) {
      plot.setData(data);
    } else if (plotAt.clientWidth > 0) {
      plot = new UPlot(options(UPlot), data, mount(plotAt));
    }
    show(times.length - 1);
  }

  function show(at) {
    values.forEach((value, which) => { value.textContent = format(raw?.[1][which]?.[at] ?? undefined); });
  }

  function options(UPlot) {
    const ink = colour('--muted');
    const line = colour('--line');
    const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif' };
    return {
      width: plotAt.clientWidth, height, padding: [8, 8, 0, 0], legend: { show: false },
      cursor: { y: false, points: { size: 6 }, drag: { x: Boolean(select), y: false, setScale: false }, sync: sync ? { key: sync } : undefined },
      scales: { y: { range: (_, low, high) => [0, top ?? (high > 0 ? high * 1.08 : least)] } },
      axes: [
        { ...axis, grid: { show: false }, size: 26, gap: 6, space: 70, values: timeLabels },
        { ...axis, size: 58, gap: 8, space: 34, values: (_, ticks) => ticks.map((tick) => format(tick)) },
      ],
      hooks: {
        setCursor: [(self) => show(self.cursor.idx ?? raw[0].length - 1)],
        setSelect: select ? [(self) => choose(self)] : [],
      },
      series: [{}, ...lines(UPlot)],
      bands: stacked ? series.slice(1).map((_, at) => ({ series: [at + 2, at + 1], fill: shade(series[at + 1].color, 0.55) })) : [],
    };
  }

  function choose(self) {
    if (self.select.width > 3) {
      select(self.posToVal(self.select.left, 'x'), self.posToVal(self.select.left + self.select.width, 'x'));
    }
    self.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  }

  function lines(UPlot) {
    const smooth = stacked ? undefined : UPlot.paths.linear();
    return series.map((each, at) => ({
      label: each.label, stroke: colour(each.color), width: stacked ? 1 : 1.75, paths: smooth, points: { show: !stacked, size: 4, filter: alone }, spanGaps: false,
      fill: stacked ? (at === 0 ? shade(each.color, 0.55) : undefined) : each.fill === false ? undefined : shade(each.color, 0.12),
    }));
  }

  return {
    el, set,
    destroy() {
      gone = true;
      sized.disconnect();
      removeEventListener('themechange', redraw);
      dark.removeEventListener('change', redraw);
      plot?.destroy();
    },
  };
}

/** Each column on top of those before it. */
function stack(columns) {
  const sums = [];
  return columns.map((column) => column.map((value, at) => {
    sums[at] = (sums[at] ?? 0) + (value ?? 0);
    return sums[at];
  }));
}

function timeLabels(_, ticks, __, ___, step) {
  return ticks.map((tick) => {
    const at = new Date(tick * 1000);
    const pad = (value) => String(value).padStart(2, '0');
    if (step >= 86_400 || (step >= 3600 && at.getHours() === 0)) {
      return at.toLocaleDateString('en', { month: 'short', day: 'numeric' });
    }
    return pad(at.getHours()) + ':' + pad(at.getMinutes()) + (step < 60 ? ':' + pad(at.getSeconds()) : '');
  });
}

/** Which values have no neighbour, and would be no line: they are drawn as points. */
function alone(plot, series) {
  const values = plot.data[series];
  return values.flatMap((value, at) => (value != null && values[at - 1] == null && values[at + 1] == null ? [at] : []));
}

/** What a custom property is in the present theme, as rgb(...). */
function colour(property) {
  const probe = h('span', { style: { color: 'var(' + property + ')' } });
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function shade(property, strength) {
  return colour(property).replace(/^rgb\((.*)\)$/, 'rgba($1, ' + strength + ')');
}
