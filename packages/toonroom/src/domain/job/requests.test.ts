import { expect, test } from 'vitest';
import { addRequests, countRequests } from './requests.ts';

test('requests are told apart by origin, port and scheme', () => {
  const urls = [
    'https://toons.example/assets/a.js',
    'https://toons.example/models/x.onnx?y=1',
    'https://toons.example.evil.example/a.js',
    'http://toons.example/a.js',
    'https://toons.example:8443/a.js',
    'wss://other.example/socket',
    'blob:https://toons.example/1234',
    'data:text/plain,hello',
  ];
  expect(countRequests(urls, 'https://toons.example')).toEqual({ own: 2, foreign: 4 });
});

test('counts add up', () => {
  expect(addRequests({ own: 1, foreign: 0 }, { own: 2, foreign: 3 })).toEqual({
    own: 3,
    foreign: 3,
  });
});
