import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createStaticServer } from '../testkit/staticServer.ts';

const defaultPort = 8080;

const distDir = fileURLToPath(new URL('../dist', import.meta.url));
const host = process.env['HOST'] ?? 'localhost';
const port = Number(process.env['PORT'] ?? defaultPort);

if (!existsSync(distDir)) {
  console.error('There is no build to serve: run "npm start", which makes one first.');
  process.exit(1);
}

createStaticServer(distDir)
  .on('error', (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE'
        ? `Port ${port} is in use: choose another one, for example PORT=${port + 1} npm start.`
        : error.message;
    console.error(reason);
    process.exitCode = 1;
  })
  .listen(port, host, () => {
    console.log(`Toonroom is ready at http://${host}:${port}`);
  });
