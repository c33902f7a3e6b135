// Bundles the page, serves it on loopback, and has Chromium open it for each dashboard: once for what
// the panels got, once for the picture.
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const UPNG = require('upng-js');

const WIDTH = 1500;
// Tall enough for any of them while its real height is not known yet.
const TALLEST = 4000;
const COLOURS = 128;
const [boards, images] = process.argv.slice(2).map((folder) => path.resolve(folder));
const prometheus = process.env.PROMETHEUS ?? 'http://127.0.0.1:9090';
const minutes = Number(process.env.MINUTES ?? 30);
const { dependencies } = JSON.parse(fs.readFileSync(path.join(__dirname, 'package.json')));
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="bundle.css">
<body style="margin:0;background:#111217"><div id="root"></div><script src="bundle.js"></script>`;

function bundle() {
  const inlined = Object.fromEntries(['.svg', '.woff', '.woff2', '.ttf', '.png'].map((end) => [end, 'dataurl']));
  return esbuild.build({
    entryPoints: [path.join(__dirname, 'app.jsx')],
    bundle: true,
    outfile: path.join(__dirname, 'bundle.js'),
    format: 'iife',
    platform: 'browser',
    jsx: 'transform',
    define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
    loader: inlined,
    logLevel: 'error',
  });
}

function serve() {
  const types = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
  const server = http.createServer((request, response) => {
    const name = path.basename(new URL(request.url, 'http://x').pathname);
    const file = path.join(name.endsWith('.json') ? boards : __dirname, name);
    response.setHeader('Content-Type', types[path.extname(name)] ?? 'text/html; charset=utf-8');
    response.end(types[path.extname(name)] ? fs.readFileSync(file) : PAGE);
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

async function chromium(profile, height, ...what) {
  const options = [
    '--headless=new', '--disable-gpu', '--hide-scrollbars', '--no-proxy-server', '--virtual-time-budget=20000',
    `--window-size=${WIDTH},${height}`, `--user-data-dir=${profile}`,
    // Its sandbox does not work for root.
    ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
  ];
  const { stdout } = await promisify(execFile)('chromium', [...options, ...what], {
    timeout: 300_000,
    maxBuffer: 1 << 28,
  });
  return stdout;
}

function smaller(file) {
  const png = fs.readFileSync(file);
  const image = UPNG.decode(png);
  fs.writeFileSync(file, Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLOURS)));
}

async function draw(board, address, profile, drawn) {
  const to = Math.floor(Date.now() / 1000);
  const parameters = new URLSearchParams({
    board, prometheus, to, from: to - minutes * 60, libraries: `@grafana/ui ${dependencies['@grafana/ui']}`,
  });
  const url = `${address}/?${parameters}`;
  const page = await chromium(profile, TALLEST, '--dump-dom', url);
  const results = page.match(/<script type="application\/json" id="results">(.*?)<\/script>/s);
  if (!results) {
    throw new Error(`${board}: the page did not come to its end`);
  }
  const { height, panels } = JSON.parse(results[1]);
  const file = path.join(images, `dashboard-${path.basename(board, '.json')}.png`);
  await chromium(profile, height, `--screenshot=${file}`, url);
  smaller(file);
  drawn[path.basename(file)] = { width: WIDTH, height, panels: panels.map((panel) => panel.panel).sort() };
  const empty = panels.filter((panel) => panel.rows === 0 && !panel.fault).map((panel) => panel.panel);
  const faults = panels.filter((panel) => panel.fault).map((panel) => `${panel.panel}: ${panel.fault}`);
  console.log(`${path.relative('.', file)}: ${panels.length} panels, ${Math.ceil(fs.statSync(file).size / 1024)} KB`);
  empty.forEach((title) => console.log(`  no data: ${title}`));
  faults.forEach((fault) => console.log(`  fault: ${fault}`));
  return faults.length;
}

async function main() {
  const ready = await fetch(`${prometheus}/-/ready`).catch(() => ({ ok: false }));
  if (!ready.ok) {
    console.error(`no Prometheus answers on ${prometheus}: start one, or say PROMETHEUS=http://host:port`);
    return 2;
  }
  await bundle();
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'dashboards-'));
  const server = await serve();
  let faults = 0;
  const drawn = {};
  try {
    for (const board of fs.readdirSync(boards).filter((name) => name.endsWith('.json')).sort()) {
      faults += await draw(board, `http://127.0.0.1:${server.address().port}`, profile, drawn);
    }
    // What the pictures show, so that a test can tell when they are stale.
    fs.writeFileSync(path.join(images, 'dashboards.json'), `${JSON.stringify(drawn, null, 1)}\n`);
  } finally {
    server.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
  return faults === 0 ? 0 : 1;
}

// 1: a panel has a fault. 3: Chromium, the libraries or Prometheus failed, which says nothing of the dashboards.
main().then(
  (status) => {
    process.exitCode = status;
  },
  (fault) => {
    console.error(fault.stack ?? String(fault));
    process.exitCode = 3;
  }
);
