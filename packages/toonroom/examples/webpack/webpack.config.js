const { copyFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const dist = path.join(__dirname, 'dist');
mkdirSync(dist, { recursive: true });
copyFileSync(path.join(__dirname, 'index.html'), path.join(dist, 'index.html'));

module.exports = {
  entry: './src/main.ts',
  output: { path: dist, filename: 'main.js' },
  resolve: { extensions: ['.ts', '.js'] },
  module: { rules: [{ test: /\.ts$/, loader: 'ts-loader' }] },
};
