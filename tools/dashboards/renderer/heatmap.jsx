// Grafana's heatmap is part of Grafana, not of its libraries: this one only shows the same numbers.
const React = require('react');

const AXIS = 50;
const FOOT = 20;

/** Buckets without what the next smaller one already has, from the smallest bound up. */
function rowsOf(series) {
  const sorted = series
    .map((frame) => ({ bound: Number(frame.fields[1].labels.le.replace('+Inf', 'Infinity')), frame }))
    .sort((a, b) => a.bound - b.bound);
  const at = (i) => new Map(sorted[i].frame.fields[0].values.map((t, n) => [t, sorted[i].frame.fields[1].values[n]]));
  return sorted.map(({ bound }, i) => {
    const below = i === 0 ? new Map() : at(i - 1);
    return { bound, cells: [...at(i)].map(([time, count]) => [time, count - (below.get(time) ?? 0)]) };
  });
}

function Heatmap({ panel, series, width, height }) {
  const rows = rowsOf(series);
  const times = [...new Set(rows.flatMap((row) => row.cells.map(([time]) => time)))].sort((a, b) => a - b);
  const most = Math.max(...rows.flatMap((row) => row.cells.map(([, count]) => count)));
  const w = (width - AXIS) / times.length;
  const h = (height - FOOT) / rows.length;
  const clock = (time) => new Date(time).toISOString().slice(11, 16);
  return (
    <svg width={width} height={height} fontSize="11" fill="#ccccdc">
      {rows.map(({ bound, cells }, i) => {
        const y = (rows.length - 1 - i) * h;
        return (
          <g key={bound}>
            <text x={AXIS - 6} y={y + h / 2 + 4} textAnchor="end">{bound === Infinity ? '+Inf' : `${bound}${panel.options.yAxis.unit === 's' ? ' s' : ''}`}</text>
            {cells.filter(([, count]) => count > 1e-9).map(([time, count]) => (
              <rect
                key={time} x={AXIS + times.indexOf(time) * w} y={y} width={Math.max(1, w - 1)} height={Math.max(1, h - 1)}
                fill="#ff9830" fillOpacity={0.15 + 0.85 * Math.sqrt(count / most)}
              />
            ))}
          </g>
        );
      })}
      {times.filter((_, i) => i % Math.ceil(times.length / 6) === 0).map((time) => (
        <text key={time} x={AXIS + times.indexOf(time) * w} y={height - 4}>{clock(time)}</text>
      ))}
    </svg>
  );
}

module.exports = { Heatmap };
