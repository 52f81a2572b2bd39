import { describe, expect, it } from 'vitest';
import { baseImages, buildOf } from '../../src/preflight/dockerfile.ts';

const none = () => undefined;
const of = (text: string, build: Record<string, unknown> = {}) => {
  const made = buildOf({ context: '.', ...build }, none);
  if (!made) throw new Error('nothing is built');
  return baseImages(text, made);
};

describe('images that a Dockerfile builds upon', () => {
  const cases: readonly (readonly [string, string, readonly string[], Record<string, unknown>?])[] = [
    ['one', 'FROM ghcr.io/acme/base:1\nRUN true\n', ['ghcr.io/acme/base:1']],
    ['small letters, a byte order mark, CRLF', '\uFEFFfrom alpine:3\r\nrun true\r\n', ['alpine:3']],
    ['nothing: scratch', 'FROM scratch\nCOPY x /\n', []],
    [
      'stages that the last one needs, and no others',
      'FROM golang:1 AS build\nFROM python:3 AS docs\nFROM alpine\nCOPY --from=build /x /x\n',
      ['alpine', 'golang:1'],
    ],
    [
      'the target, by its name in any case',
      'FROM golang:1 AS Build\nFROM alpine\nCOPY --from=build /x /x\n',
      ['golang:1'],
      { target: 'build' },
    ],
    ['a stage by its number', 'FROM golang:1\nFROM alpine\nCOPY --from=0 /x /x\n', ['alpine', 'golang:1']],
    [
      'images that are only copied or mounted from',
      'FROM alpine\nCOPY --chown=1 --from=quay.io/x/y:2 /a /a\nRUN --mount=type=bind,from=ghcr.io/z/z,target=/z true\n',
      ['alpine', 'quay.io/x/y:2', 'ghcr.io/z/z'],
    ],
    [
      'arguments with defaults and from the outside',
      'ARG REG=docker.io\nARG TAG="1.2"\nFROM $' + '{REG}/app:$TAG\n',
      ['mirror.example:5000/app:1.2'],
      { args: { REG: 'mirror.example:5000' } },
    ],
    ['an argument without any value', 'ARG BASE\nFROM $BASE\n', []],
    ['an argument of a stage is none of FROM', 'FROM a\nARG X=b\nFROM $' + '{X:-c}\n', ['c']],
    [
      'instructions over several lines, with comments between',
      'FROM \\\n# why\n  --platform=linux/amd64 \\\n  debian:12 AS x\n',
      ['debian:12'],
    ],
    [
      'another escape',
      '# escape=`\nFROM `\n  mcr.microsoft.com/windows:ltsc\n',
      ['mcr.microsoft.com/windows:ltsc'],
    ],
    ['words in a here-document', 'FROM alpine\nRUN <<EOF\nFROM evil\nEOF\nRUN true\n', ['alpine']],
    [
      'the front end that it names',
      '# syntax=docker.example/dockerfile:1\nFROM alpine\n',
      ['docker.example/dockerfile:1', 'alpine'],
    ],
    ['a comment that is no directive', '# about\n# syntax=x\nFROM alpine\n', ['alpine']],
    ['a context in the place of an image', 'FROM base\n', [], { additional_contexts: { base: './base' } }],
    [
      'stages by platform',
      'FROM quay.io/a:1 AS base-amd64\nFROM ghcr.io/b:1 AS base-arm64\nFROM other AS unused\nFROM base-$' +
        '{TARGETARCH}\n',
      ['quay.io/a:1', 'ghcr.io/b:1'],
    ],
    ['no Dockerfile at all', 'hello\n', []],
  ];
  const each = cases.map(([name, text, images, build = {}]) => [name, text, images, build] as const);
  it.each(each)('%s', (_, text, images, build) =>
    expect([...of(text, build).images].sort()).toEqual([...images].sort()),
  );

  it('platforms that stages are fixed to; those of the builder are none', () => {
    const text =
      'FROM --platform=$' +
      '{BUILDPLATFORM:-linux/s390x} golang AS b\nFROM --platform=linux/amd64 alpine\nCOPY --from=b /x /x\n';
    expect(of(text).platforms).toEqual(['linux/amd64']);
  });

  it('reads both notations of build, and arguments of the shell', () => {
    expect(buildOf('./web', none)).toMatchObject({
      context: './web',
      dockerfile: 'Dockerfile',
      target: null,
    });
    const build = buildOf({ args: ['A=1', 'B'] }, (name) => (name === 'B' ? '2' : undefined));
    expect([...(build?.args ?? [])]).toEqual([
      ['A', '1'],
      ['B', '2'],
    ]);
    expect(buildOf(undefined, none)).toBe(null);
  });
});
