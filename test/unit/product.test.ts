import { describe, expect, it } from 'vitest';
import { productValues } from '../../src/explain/product.ts';

const started = (path: string): string | undefined =>
  productValues(`dial unix ${path}: connect: refused`, 'linux').start;

describe('the product whose socket a message names', () => {
  it.each([
    ['/Users/jo/.colima/default/docker.sock', 'colima start'],
    ['/Users/jo/.colima/docker.sock', 'colima start'],
    ['/Users/jo/.config/colima/work-2/docker.sock', 'colima start work-2'],
    ['/Users/jo/.orbstack/run/docker.sock', 'open -a OrbStack'],
    ['/Users/jo/.rd/docker.sock', 'rdctl start'],
    ['/Users/jo/.lima/docker/sock/docker.sock', 'limactl start docker'],
    ['/Users/jo/.local/share/containers/podman/machine/qemu/podman.sock', 'podman machine start'],
    ['/var/folders/x2/T/podman/podman-machine-default-api.sock', 'podman machine start'],
    ['/run/user/1000/podman/podman.sock', 'systemctl --user enable --now podman.socket'],
    ['/run/podman/podman.sock', 'sudo systemctl enable --now podman.socket'],
    ['/home/jo/.docker/desktop/docker.sock', 'systemctl --user start docker-desktop'],
  ])('%s', (path, command) => {
    expect(started(path)).toBe(command);
    expect(started(encodeURIComponent(path))).toBe(command);
  });

  it.each([
    '/var/run/docker.sock',
    '/run/user/1000/docker.sock',
    '/Users/jo/.docker/run/docker.sock',
    '/srv/colima/x',
  ])('%s is no such socket', (path) => expect(productValues(path, 'linux')).toEqual({}));

  it("podman's own socket on a Mac is inside its machine", () => {
    expect(productValues('ssh://core@127.0.0.1:55/run/user/501/podman/podman.sock', 'macos').start).toBe(
      'podman machine start',
    );
  });

  it('takes no name that a shell would read otherwise', () => {
    expect(started('/Users/jo/.colima/a;rm -rf ~/docker.sock')).toBeUndefined();
    expect(started('/Users/jo/.lima/$(id)/sock/docker.sock')).toBeUndefined();
  });
});
