/** What Compose and BuildKit fetch from elsewhere: an address, a repository of Git, an OCI artifact. */
export const isRemote = (path: string): boolean =>
  /^(?:oci|https?|git|ssh):|^git@|^github\.com\/|\.git(?:#|$)/.test(path);
