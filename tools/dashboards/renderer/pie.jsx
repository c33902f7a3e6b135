// The pie of Grafana's pie chart panel, which is no part of its libraries.
const React = require('react');

const LEGEND = 24;

function slice(centre, radius, from, to) {
  const at = (part) => {
    const angle = 2 * Math.PI * part - Math.PI / 2;
    return `${centre[0] + radius * Math.cos(angle)} ${centre[1] + radius * Math.sin(angle)}`;
  };
  return `M${centre.join(' ')} L${at(from)} A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)} Z`;
}

/** Shares of a whole, with what they are called below. A share of all is drawn as two halves. */
function Pie({ parts, width, height }) {
  const whole = parts.reduce((sum, part) => sum + part.share, 0);
  const radius = Math.min(width, height - LEGEND) / 2 - 4;
  const centre = [width / 2, (height - LEGEND) / 2];
  let begin = 0;
  const slices = parts.flatMap((part) => {
    const from = begin;
    begin += part.share / whole;
    const halves = begin - from > 0.999 ? [[from, 0.5], [0.5, begin]] : [[from, begin]];
    return halves.map(([a, b]) => <path key={part.title + a} d={slice(centre, radius, a, b)} fill={part.color} stroke="#111217" />);
  });
  return (
    <div>
      <svg width={width} height={height - LEGEND}>{slices}</svg>
      <div style={{ display: 'flex', gap: 16, justifyContent: 'center', font: '12px Inter', height: LEGEND }}>
        {parts.map((part) => (
          <span key={part.title}>
            <span style={{ display: 'inline-block', width: 14, height: 4, marginRight: 6, background: part.color, verticalAlign: 'middle' }} />
            {part.title} {part.text} ({Math.round((100 * part.share) / whole)} %)
          </span>
        ))}
      </div>
    </div>
  );
}

module.exports = { Pie };
