/**
 * What in a Compose file needs a Compose of some age. An older one refuses the whole file ('additional properties …
 * not allowed'), so each row is a fact of its schema: `since` is the first release of docker/compose whose
 * compose-go (`schema`, by its go.mod) takes the attribute. All releases from 2.0.0 to 5.3.1 were tried so. Where
 * docs.docker.com names a later release (build.entitlements, label_file, provider …), the earlier one counts: a file
 * that is taken is no fault. Not here: what older schemas took as well (volumes of type image, gpu reservations).
 */
import { isObject, valueAt } from '../facts/json-text.ts';

export interface ComposeFeature {
  readonly name: string;
  readonly since: string;
  /** Where it was read: this compose-go's schema/compose-spec.json. */
  readonly schema: string;
  uses(file: Readonly<Record<string, unknown>>): boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields[] => (isObject(value) ? Object.values(value).filter(isObject) : []);
const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const services = (file: Fields): Fields[] => fields(file.services);
const inServices = (has: (service: Fields) => boolean) => (file: Fields) => services(file).some(has);
const inBuild = (key: string) =>
  inServices((service) => isObject(service.build) && service.build[key] !== undefined);
const inEnvFiles = (key: string) =>
  inServices((service) => items(service.env_file).some((one) => isObject(one) && one[key] !== undefined));
const inDependsOn = (key: string) =>
  inServices((service) => fields(service.depends_on).some((one) => one[key] !== undefined));
const inServiceNetworks = (key: string) =>
  inServices((service) => fields(service.networks).some((one) => one[key] !== undefined));
const inService = (key: string) => inServices((service) => service[key] !== undefined);
const watches = (service: Fields): Fields[] => items(valueAt(service.develop, 'watch')).filter(isObject);
const inWatch = (key: string) =>
  inServices((service) => watches(service).some((one) => one[key] !== undefined));
const watchAction = (action: string) =>
  inServices((service) => watches(service).some((one) => one.action === action));
const inPorts = (key: string) =>
  inServices((service) => items(service.ports).some((one) => isObject(one) && one[key] !== undefined));
const inVolumes = (kind: string, key: string) =>
  inServices((service) => items(service.volumes).some((one) => valueAt(one, kind, key) !== undefined));
const inTop =
  (section: string, ...keys: readonly string[]) =>
  (file: Fields) =>
    fields(file[section]).some((one) => keys.some((key) => one[key] !== undefined));

/** Compose of `since`, and the compose-go that its go.mod names. */
export const COMPOSE_FEATURES: readonly ComposeFeature[] = [
  { name: 'name', since: '2.3.0', schema: '1.1.0', uses: ({ name }) => name !== undefined },
  { name: 'build.no_cache', since: '2.4.0', schema: '1.2.2', uses: inBuild('no_cache') },
  { name: 'build.pull', since: '2.4.0', schema: '1.2.2', uses: inBuild('pull') },
  { name: 'build.secrets', since: '2.5.0', schema: '1.2.4', uses: inBuild('secrets') },
  { name: 'build.tags', since: '2.5.1', schema: '1.2.5', uses: inBuild('tags') },
  {
    name: 'secrets with environment',
    since: '2.6.0',
    schema: '1.2.7',
    uses: inTop('secrets', 'environment'),
  },
  { name: 'build.platforms', since: '2.10.0', schema: '1.5.0', uses: inBuild('platforms') },
  { name: 'build.privileged', since: '2.15.0', schema: '1.8.1', uses: inBuild('privileged') },
  { name: 'uts', since: '2.15.1', schema: '1.8.2', uses: inService('uts') },
  { name: 'cgroup', since: '2.16.0', schema: '1.9.0', uses: inService('cgroup') },
  {
    name: 'build.additional_contexts',
    since: '2.17.0',
    schema: '1.13.0',
    uses: inBuild('additional_contexts'),
  },
  { name: 'build.dockerfile_inline', since: '2.17.0', schema: '1.13.0', uses: inBuild('dockerfile_inline') },
  { name: 'depends_on.restart', since: '2.17.0', schema: '1.13.0', uses: inDependsOn('restart') },
  { name: 'annotations', since: '2.18.0', schema: '1.13.5', uses: inService('annotations') },
  { name: 'include', since: '2.20.0', schema: '1.16.0', uses: ({ include }) => include !== undefined },
  { name: 'attach', since: '2.20.0', schema: '1.16.0', uses: inService('attach') },
  { name: 'depends_on.required', since: '2.20.0', schema: '1.16.0', uses: inDependsOn('required') },
  {
    name: 'healthcheck.start_interval',
    since: '2.20.2',
    schema: '1.17.0',
    uses: inServices(({ healthcheck }) => valueAt(healthcheck, 'start_interval') !== undefined),
  },
  { name: 'develop', since: '2.22.0', schema: '1.19.0', uses: inService('develop') },
  { name: 'watch with sync+restart', since: '2.23.0', schema: '1.20.0', uses: watchAction('sync+restart') },
  { name: 'build.ulimits', since: '2.23.1', schema: '1.20.1', uses: inBuild('ulimits') },
  {
    name: 'configs with content',
    since: '2.23.1',
    schema: '1.20.1',
    uses: inTop('configs', 'content', 'environment'),
  },
  { name: 'networks.mac_address', since: '2.23.2', schema: '1.20.2', uses: inServiceNetworks('mac_address') },
  { name: 'env_file.required', since: '2.24.0', schema: '2.0.0-beta.3', uses: inEnvFiles('required') },
  { name: 'volumes.subpath', since: '2.25.0', schema: '2.0.0', uses: inVolumes('volume', 'subpath') },
  { name: 'ports.name', since: '2.25.0', schema: '2.0.0', uses: inPorts('name') },
  { name: 'ports.app_protocol', since: '2.25.0', schema: '2.0.0', uses: inPorts('app_protocol') },
  { name: 'build.entitlements', since: '2.27.0', schema: '2.1.0', uses: inBuild('entitlements') },
  {
    name: 'networks.driver_opts of a service',
    since: '2.27.1',
    schema: '2.1.1',
    uses: inServiceNetworks('driver_opts'),
  },
  {
    name: 'devices as objects',
    since: '2.29.3',
    schema: '2.2.0',
    uses: inServices(({ devices }) => items(devices).some(isObject)),
  },
  { name: 'gpus', since: '2.30.0', schema: '2.4.1', uses: inService('gpus') },
  { name: 'post_start', since: '2.30.0', schema: '2.4.1', uses: inService('post_start') },
  { name: 'pre_stop', since: '2.30.0', schema: '2.4.1', uses: inService('pre_stop') },
  { name: 'env_file.format', since: '2.30.0', schema: '2.4.1', uses: inEnvFiles('format') },
  { name: 'volumes.bind.recursive', since: '2.30.0', schema: '2.4.1', uses: inVolumes('bind', 'recursive') },
  { name: 'label_file', since: '2.32.0', schema: '2.4.6', uses: inService('label_file') },
  { name: 'watch with sync+exec', since: '2.32.0', schema: '2.4.6', uses: watchAction('sync+exec') },
  { name: 'watch with restart', since: '2.32.0', schema: '2.4.6', uses: watchAction('restart') },
  { name: 'gw_priority', since: '2.33.0', schema: '2.4.8', uses: inServiceNetworks('gw_priority') },
  { name: 'networks.enable_ipv4', since: '2.33.0', schema: '2.4.8', uses: inTop('networks', 'enable_ipv4') },
  { name: 'watch.include', since: '2.34.0', schema: '2.4.9', uses: inWatch('include') },
  {
    name: 'pull_policy of an age',
    since: '2.34.0',
    schema: '2.4.9',
    uses: inServices(({ pull_policy }) => /^(?:daily|weekly|every_)/.test(String(pull_policy))),
  },
  { name: 'provider', since: '2.35.0', schema: '2.6.0', uses: inService('provider') },
  { name: 'volumes.image.subpath', since: '2.35.0', schema: '2.6.0', uses: inVolumes('image', 'subpath') },
  { name: 'interface_name', since: '2.36.0', schema: '2.6.2', uses: inServiceNetworks('interface_name') },
  { name: 'use_api_socket', since: '2.37.2', schema: '2.6.5', uses: inService('use_api_socket') },
  {
    name: 'models',
    since: '2.38.0',
    schema: '2.7.0',
    uses: (file) => file.models !== undefined || inService('models')(file),
  },
  { name: 'build.provenance', since: '2.39.0', schema: '2.8.0', uses: inBuild('provenance') },
  { name: 'build.sbom', since: '2.39.0', schema: '2.8.0', uses: inBuild('sbom') },
  { name: 'watch.initial_sync', since: '2.39.4', schema: '2.9.0', uses: inWatch('initial_sync') },
  { name: 'build.no_cache_filter', since: '5.0.0', schema: '2.10.0', uses: inBuild('no_cache_filter') },
  { name: 'pre_start', since: '5.3.0', schema: '2.13.0', uses: inService('pre_start') },
];

/** Tags of YAML that Compose gives a meaning: from the release whose compose-go (1.13.5, 2.0.0-rc.3) reads them. */
export const COMPOSE_TAGS: Readonly<Record<string, string>> = { '!reset': '2.18.0', '!override': '2.24.4' };
