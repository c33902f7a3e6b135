// A dashboard drawn with the libraries that Grafana draws with: data frames, transformations, field
// configuration, panels. What only Grafana itself has is left out (variables, annotations, exemplars)
// or drawn by hand (heatmap, pie, rows).
require('@fontsource/inter/400.css');
require('@fontsource/inter/500.css');
const React = require('react');
const { createRoot } = require('react-dom/client');
const { lastValueFrom } = require('rxjs');
const data = require('@grafana/data');
const ui = require('@grafana/ui');
const { exporters, frames, replaceVariables } = require('./prometheus');
const { Heatmap } = require('./heatmap.jsx');
const { Pie } = require('./pie.jsx');

const CELL_HEIGHT = 38;
const MARGIN = 8;
const HEADER = 56;
const FOOTER = 28;
const theme = data.createTheme({ colors: { mode: 'dark' } });
const parameters = new URLSearchParams(location.search);
const view = {
  prometheus: parameters.get('prometheus'),
  daemon: 'http://localhost:15100',
  from: Number(parameters.get('from')),
  to: Number(parameters.get('to')),
};
const timeRange = {
  from: data.dateTime(view.from * 1000),
  to: data.dateTime(view.to * 1000),
  raw: { from: 'now-6h', to: 'now' },
};
const outcome = [];

// Grafana's editors register these; without an editor a property only needs its place.
const properties = new data.Registry(() =>
  [
    'unit', 'decimals', 'links', 'thresholds', 'color', 'mappings', 'noValue', 'min', 'max',
    ...[
      'width', 'align', 'cellOptions', 'drawStyle', 'lineWidth', 'fillOpacity', 'showPoints', 'pointSize',
      'spanNulls', 'stacking', 'axisSoftMin', 'axisSoftMax', 'thresholdsStyle',
    ].map((name) => `custom.${name}`),
  ].map(
    (id) => ({
      id,
      name: id,
      path: id.replace('custom.', ''),
      isCustom: id.startsWith('custom.'),
      process: (value) => value,
      shouldApply: () => true,
    })
  )
);
data.standardTransformersRegistry.setInit(() =>
  Object.values(data.standardTransformers)
    .filter((each, i, all) => all.findIndex((other) => other.id === each.id) === i)
    .map((each) => ({ id: each.id, name: each.name, transformation: () => Promise.resolve(each) }))
);
data.locationUtil.initialize({
  config: { appSubUrl: '' },
  getTimeRangeForUrl: () => ({}),
  getVariablesUrlParams: () => ({}),
});

/** Variables in links; which cell is meant comes with them. */
function interpolate(text, scoped) {
  const { frame, field, rowIndex } = scoped?.__dataContext?.value ?? {};
  const named = (name) => frame?.fields.find((each) => data.getFieldDisplayName(each, frame) === name);
  return replaceVariables(text, view)
    .replace(/\$\{__value\.raw\}/g, () => field?.values[rowIndex] ?? '')
    .replace(/\$\{__data\.fields\.(\w+)\}/g, (_, name) => named(name)?.values[rowIndex] ?? '');
}

function Stat({ panel, series, width, height }) {
  const values = data.getFieldDisplayValues({
    data: series,
    fieldConfig: { defaults: panel.fieldConfig.defaults, overrides: [] },
    reduceOptions: panel.options.reduceOptions,
    replaceVariables: interpolate,
    sparkline: panel.options.graphMode === 'area',
    theme,
  });
  return values.slice(0, 1).map((value, i) => (
    <ui.BigValue
      key={i} value={value.display} sparkline={value.sparkline} theme={theme} width={width} height={height}
      colorMode={panel.options.colorMode} graphMode={panel.options.graphMode} textMode="value"
    />
  ));
}

function Bars({ panel, series, width, height }) {
  const values = data.getFieldDisplayValues({
    data: series,
    fieldConfig: { defaults: {}, overrides: [] },
    reduceOptions: panel.options.reduceOptions,
    replaceVariables: interpolate,
    theme,
  });
  values.sort((a, b) => b.display.numeric - a.display.numeric);
  const most = Math.max(...values.map((value) => value.display.numeric));
  const each = Math.min(30, height / values.length);
  return values.map((value, i) => (
    <ui.BarGauge
      key={i} theme={theme} width={width} height={each - 6} orientation="horizontal" displayMode="basic"
      itemSpacing={6} showUnfilled field={{ ...value.field, min: 0, max: most }} namePlacement="left"
      value={value.display} display={value.view?.getFieldDisplayProcessor(value.colIndex)}
      alignmentFactors={data.getDisplayValueAlignmentFactors(values)} text={{ titleSize: 12, valueSize: 12 }}
    />
  ));
}

function Shares({ panel, series, width, height }) {
  const values = data.getFieldDisplayValues({
    data: series,
    fieldConfig: { defaults: {}, overrides: [] },
    reduceOptions: panel.options.reduceOptions,
    replaceVariables: interpolate,
    theme,
  });
  const parts = values.map(({ display }) => ({ title: display.title, text: display.text, color: display.color, share: display.numeric }));
  return <Pie parts={parts} width={width} height={height} />;
}

function Lines({ panel, series, width, height }) {
  return (
    <ui.TimeSeries
      frames={series} width={width} height={height} timeRange={timeRange} timeZone="utc"
      legend={panel.options.legend} options={panel.options}
    />
  );
}

function Rows({ panel, series, width, height }) {
  return <ui.Table data={series[0]} width={width} height={height} initialSortBy={panel.options.sortBy} cellHeight="sm" />;
}

function Words({ panel }) {
  return <div className="markdown-html" dangerouslySetInnerHTML={{ __html: data.renderTextPanelMarkdown(panel.options.content) }} />;
}

const KINDS = { stat: Stat, bargauge: Bars, timeseries: Lines, table: Rows, heatmap: Heatmap, piechart: Shares };

async function prepared(panel) {
  if (!panel.targets) {
    return { panel, series: [] };
  }
  try {
    const raw = await frames(view, panel);
    const transformed = await lastValueFrom(
      data.transformDataFrame(panel.transformations ?? [], raw, { interpolate: (text) => text })
    );
    const series = data.applyFieldOverrides({
      data: transformed,
      fieldConfig: panel.fieldConfig,
      fieldConfigRegistry: properties,
      replaceVariables: interpolate,
      theme,
    });
    const rows = series.reduce((sum, frame) => sum + frame.length, 0);
    const links = series.flatMap((frame) =>
      frame.fields.flatMap((field) => (field.getLinks?.({ valueRowIndex: 0 }) ?? []).map((link) => link.href))
    );
    outcome.push({ panel: panel.title, rows, links });
    return { panel, series, rows };
  } catch (fault) {
    outcome.push({ panel: panel.title, rows: 0, links: [], fault: String(fault) });
    return { panel, series: [], fault: String(fault) };
  }
}

function Panel({ panel, series, rows, fault, unit }) {
  const { x, y, w, h } = panel.gridPos;
  const box = {
    position: 'absolute', left: x * unit + MARGIN, top: HEADER + y * CELL_HEIGHT,
    width: w * unit - MARGIN, height: h * CELL_HEIGHT - MARGIN,
  };
  if (panel.type === 'row') {
    return <h2 style={{ ...box, font: '500 16px Inter', margin: 0, lineHeight: `${box.height}px` }}>⌄ {panel.title}</h2>;
  }
  const Kind = KINDS[panel.type];
  return (
    <div style={box}>
      <ui.PanelChrome
        title={panel.title} description={panel.description} width={box.width} height={box.height}
        statusMessage={fault} displayMode={panel.transparent ? 'transparent' : 'default'}
      >
        {(width, height) =>
          panel.type === 'text' ? <Words panel={panel} />
          : rows ? <Kind panel={panel} series={series} width={width} height={height} />
          : <div style={{ textAlign: 'center', opacity: 0.6 }}>{panel.fieldConfig.defaults.noValue ?? 'No data'}</div>
        }
      </ui.PanelChrome>
    </div>
  );
}

async function main() {
  const board = await (await fetch(`boards/${parameters.get('board')}`)).json();
  view.jobs = await exporters(view.prometheus, 'job');
  view.instances = await exporters(view.prometheus, 'instance');
  const panels = await Promise.all(board.panels.map(prepared));
  const bottom = HEADER + CELL_HEIGHT * Math.max(...board.panels.map((p) => p.gridPos.y + p.gridPos.h));
  const unit = (window.innerWidth - MARGIN) / 24;
  const root = document.getElementById('root');
  const App = () => (
    <data.ThemeContext.Provider value={theme}>
      <ui.GlobalStyles />
      <h1 style={{ position: 'absolute', left: 2 * MARGIN, top: 12, font: '500 22px Inter' }}>{board.title}</h1>
      {panels.map((each) => <Panel key={each.panel.id} {...each} unit={unit} />)}
      <div style={{ position: 'absolute', left: 2 * MARGIN, top: bottom, height: FOOTER, opacity: 0.6 }}>
        Rendered with Grafana's UI libraries, {parameters.get('libraries')}; not a picture of Grafana itself.
      </div>
    </data.ThemeContext.Provider>
  );
  root.style.cssText = `position:relative;width:100%;height:${bottom + FOOTER}px`;
  createRoot(root).render(<App />);
  const results = document.createElement('script');
  results.type = 'application/json';
  results.id = 'results';
  results.textContent = JSON.stringify({ height: bottom + FOOTER, panels: outcome });
  document.body.append(results);
}

main();
