/**
 * The smallest image that proves something: one static program that writes one line, made here, so that
 * `--deep` needs no registry and no file. The machine code is two system calls, write and exit.
 */
import { createHash } from 'node:crypto';

export const SMOKE_LINE = 'docker-doctor: a container runs\n';
export const SMOKE_TAG = 'docker-doctor-smoke:latest';

/** Go's names of the architectures there is a program for. */
export type SmokeArchitecture = 'amd64' | 'arm64';

/** What `docker save` would write: one layer with /doctor, its settings, and the manifest. */
export function smokeImage(architecture: SmokeArchitecture): Buffer {
  const layer = tar([{ name: 'doctor', mode: 0o755, content: program(architecture) }]);
  const config = JSON.stringify({
    architecture,
    os: 'linux',
    config: { Entrypoint: ['/doctor'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${createHash('sha256').update(layer).digest('hex')}`] },
  });
  const manifest = JSON.stringify([{ Config: 'config.json', RepoTags: [SMOKE_TAG], Layers: ['layer.tar'] }]);
  return tar([
    { name: 'layer.tar', mode: 0o644, content: layer },
    { name: 'config.json', mode: 0o644, content: Buffer.from(config) },
    { name: 'manifest.json', mode: 0o644, content: Buffer.from(manifest) },
  ]);
}

const BASE = 0x400000n;
const HEADERS = 64 + 56;

/** An ELF file with one segment: its headers, the code, the line. */
function program(architecture: SmokeArchitecture): Buffer {
  const line = Buffer.from(SMOKE_LINE);
  const code = architecture === 'amd64' ? amd64(line.length) : arm64(line.length);
  const size = BigInt(HEADERS + code.length + line.length);
  const elf = Buffer.alloc(64);
  elf.write('7f454c46020101', 'hex');
  elf.writeUInt16LE(2, 16);
  elf.writeUInt16LE(architecture === 'amd64' ? 62 : 183, 18);
  elf.writeUInt32LE(1, 20);
  elf.writeBigUInt64LE(BASE + BigInt(HEADERS), 24);
  elf.writeBigUInt64LE(64n, 32);
  elf.writeUInt16LE(64, 52);
  elf.writeUInt16LE(56, 54);
  elf.writeUInt16LE(1, 56);
  const segment = Buffer.alloc(56);
  segment.writeUInt32LE(1, 0);
  // Readable and executable.
  segment.writeUInt32LE(5, 4);
  segment.writeBigUInt64LE(BASE, 16);
  segment.writeBigUInt64LE(BASE, 24);
  segment.writeBigUInt64LE(size, 32);
  segment.writeBigUInt64LE(size, 40);
  segment.writeBigUInt64LE(0x10000n, 48);
  return Buffer.concat([elf, segment, code, line]);
}

/** mov eax,1; mov edi,1; lea rsi,[rip+16]; mov edx,length; syscall; mov eax,60; xor edi,edi; syscall */
function amd64(length: number): Buffer {
  const code = Buffer.from('b801000000bf01000000488d3510000000ba000000000f05b83c00000031ff0f05', 'hex');
  code.writeUInt32LE(length, 18);
  return code;
}

/** mov x8,#64; mov x0,#1; adr x1,line; mov x2,#length; svc 0; mov x8,#93; mov x0,#0; svc 0 */
function arm64(length: number): Buffer {
  const move = (register: number, value: number): number => 0xd2800000 + (value << 5) + register;
  const lineAfter = 6 * 4;
  const words = [
    move(8, 64),
    move(0, 1),
    0x10000000 + ((lineAfter >> 2) << 5) + 1,
    move(2, length),
    0xd4000001,
    move(8, 93),
    move(0, 0),
    0xd4000001,
  ];
  const code = Buffer.alloc(words.length * 4);
  for (const [index, word] of words.entries()) code.writeUInt32LE(word, index * 4);
  return code;
}

interface Entry {
  readonly name: string;
  readonly mode: number;
  readonly content: Buffer;
}

/** ustar: a header of 512 bytes and the content, each padded to 512; two empty blocks at the end. */
function tar(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ name, mode, content }) => {
    const header = Buffer.alloc(512);
    const octal = (value: number, at: number, width: number): void => {
      header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
    };
    header.write(name);
    octal(mode, 100, 8);
    octal(0, 108, 8);
    octal(0, 116, 8);
    octal(content.length, 124, 12);
    octal(0, 136, 12);
    header.write('        0', 148);
    header.write('ustar\x0000', 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
