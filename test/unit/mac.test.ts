/** What is subtle in the facts and data of a Mac. */
import { describe, expect, it } from 'vitest';
import {
  hasRevokedCertificate,
  isOlder,
  lastDesktopFor,
  needsHelper,
  oldestMacOs,
} from '../../checks/data/mac-support.ts';
import { plistStrings, plistText } from '../../src/facts/mac/plist.ts';

describe('property lists', () => {
  const xml =
    '<dict><key>CFBundleShortVersionString</key>\n\t<string>4.94.0</string><key>name</key><string>a &amp; b</string>' +
    '<key>allowedOrgs</key><array><string>one</string><string>two</string></array><key>empty</key><string></string></dict>';

  it('a text by its key', () => expect(plistText(xml, 'CFBundleShortVersionString')).toBe('4.94.0'));
  it('entities are read', () => expect(plistText(xml, 'name')).toBe('a & b'));
  it('an absent key is null', () => expect(plistText(xml, 'LSMinimumSystemVersion')).toBeNull());
  it('an array', () => expect(plistStrings(xml, 'allowedOrgs')).toEqual(['one', 'two']));
  it('a single string counts as a list', () => expect(plistStrings(xml, 'name')).toEqual(['a & b']));
  it('an empty one is none', () => expect(plistStrings(xml, 'empty')).toEqual([]));
});

describe('Docker Desktop and macOS', () => {
  it.each([
    ['4.94.0', '14.0'],
    ['4.48.0', '13.3'],
    ['4.41.2', '12.0'],
    ['4.24.2', '11.0'],
  ])('%s needs macOS %s', (desktop, macos) => expect(oldestMacOs(desktop)).toBe(macos));
  it('a version that is none asks for nothing', () => expect(oldestMacOs(null)).toBeNull());
  it('versions are numbers, not text', () => {
    expect(isOlder('9.9', '14.0')).toBe(true);
    expect(isOlder('26.1', '14.0')).toBe(false);
    expect(isOlder('14', '14.0')).toBe(false);
  });
  it('the last one for an older macOS', () => {
    expect(lastDesktopFor('12.7.6')).toBe('4.41.2');
    expect(lastDesktopFor('26.1')).toBeNull();
  });
  it('from 4.89 on there is no helper to miss', () => {
    expect(needsHelper('4.88.0')).toBe(true);
    expect(needsHelper('4.89.0')).toBe(false);
  });
  it('the certificate that was taken for malware', () => {
    expect(hasRevokedCertificate('4.36.0')).toBe(true);
    expect(hasRevokedCertificate('4.37.2')).toBe(false);
  });
});
