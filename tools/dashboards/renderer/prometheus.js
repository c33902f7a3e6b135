// What the panels ask, and the answers as Grafana's data frames.
const { FieldType, toDataFrame } = require('@grafana/data');

const SMOOTHING_SECONDS = 60;
const SCRAPE_SECONDS = 15;

function replaceVariables(text, view) {
  return (text ?? '')
    .replaceAll('$__rate_interval', `${Math.max(SMOOTHING_SECONDS + SCRAPE_SECONDS, 4 * SCRAPE_SECONDS)}s`)
    .replaceAll('$__range', `${view.to - view.from}s`)
    .replace(/\$\{daemon:raw\}/g, view.daemon)
    .replace(/\$job\b/g, view.jobs.join('|'))
    .replace(/\$instance\b/g, view.instances.join('|'))
    .replace(/\$(pipeline|provider|model)\b/g, '.+');
}

/** What "All" stands for: the exporters that Prometheus knows, and nothing else. */
async function exporters(prometheus, label) {
  const selector = encodeURIComponent('voice_agent_exporter_build_info');
  const answer = await (await fetch(`${prometheus}/api/v1/label/${label}/values?match[]=${selector}`)).json();
  return answer.data;
}

async function ask(view, target) {
  const parameters = new URLSearchParams({ query: replaceVariables(target.expr, view) });
  if (target.instant) {
    parameters.set('time', view.to);
  } else {
    parameters.set('start', view.from);
    parameters.set('end', view.to);
    parameters.set('step', SMOOTHING_SECONDS);
  }
  const path = target.instant ? 'query' : 'query_range';
  const answer = await (await fetch(`${view.prometheus}/api/v1/${path}?${parameters}`)).json();
  if (answer.status !== 'success') {
    throw new Error(answer.error);
  }
  return answer.data.result;
}

function legend(target, labels) {
  const named = target.legendFormat.replace(/\{\{(\w+)\}\}/g, (_, label) => labels[label] ?? '');
  return named || Object.values(labels).join(' ');
}

function number(text) {
  const value = Number(text.replace('Inf', 'Infinity'));
  return Number.isNaN(value) ? null : value;
}

function seriesFrame(target, series) {
  const samples = series.values ?? [series.value];
  const { __name__, ...labels } = series.metric;
  return toDataFrame({
    refId: target.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: samples.map(([time]) => time * 1000) },
      {
        name: 'Value',
        type: FieldType.number,
        labels,
        config: { displayNameFromDS: legend(target, labels) },
        values: samples.map(([, value]) => number(value)),
      },
    ],
  });
}

function tableFrame(target, result, onlyOne) {
  const labels = [...new Set(result.flatMap((series) => Object.keys(series.metric)))].sort();
  return toDataFrame({
    refId: target.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: result.map((s) => s.value[0] * 1000) },
      ...labels.map((label) => ({
        name: label,
        type: FieldType.string,
        values: result.map((series) => series.metric[label] ?? ''),
      })),
      {
        name: onlyOne ? 'Value' : `Value #${target.refId}`,
        type: FieldType.number,
        values: result.map((series) => number(series.value[1])),
      },
    ],
  });
}

/** The answers to all targets of a panel. */
async function frames(view, panel) {
  const answers = await Promise.all(panel.targets.map((target) => ask(view, target)));
  return panel.targets.flatMap((target, i) =>
    target.format === 'table'
      ? [tableFrame(target, answers[i], panel.targets.length === 1)]
      : answers[i].map((series) => seriesFrame(target, series))
  );
}

module.exports = { exporters, frames, replaceVariables };
