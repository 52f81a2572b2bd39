/**
 * What in a Compose file needs a Compose of some age. Only attributes that an older Compose refuses or ignores at a
 * loss are here. Sources: the 'Requires' lines of docs.docker.com/reference/compose-file/ (data/summary.yaml of
 * docker/docs) and the release notes of docker/compose.
 */
import { isObject, valueAt } from '../facts/json-text.ts';

export interface ComposeFeature {
  readonly name: string;
  readonly since: string;
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
const watchAction = (action: string) =>
  inServices((service) =>
    items(valueAt(service.develop, 'watch')).some((one) => isObject(one) && one.action === action),
  );

export const COMPOSE_FEATURES: readonly ComposeFeature[] = [
  { name: 'build.privileged', since: '2.15.0', uses: inBuild('privileged') },
  { name: 'cgroup', since: '2.15.0', uses: inServices(({ cgroup }) => cgroup !== undefined) },
  { name: 'uts', since: '2.15.1', uses: inServices(({ uts }) => uts !== undefined) },
  { name: 'build.additional_contexts', since: '2.17.0', uses: inBuild('additional_contexts') },
  { name: 'build.dockerfile_inline', since: '2.17.0', uses: inBuild('dockerfile_inline') },
  { name: 'depends_on.restart', since: '2.17.0', uses: inDependsOn('restart') },
  { name: 'include', since: '2.20.3', uses: ({ include }) => include !== undefined },
  { name: 'attach', since: '2.20.0', uses: inServices(({ attach }) => attach !== undefined) },
  { name: 'depends_on.required', since: '2.20.0', uses: inDependsOn('required') },
  {
    name: 'healthcheck.start_interval',
    since: '2.20.2',
    uses: inServices(({ healthcheck }) => valueAt(healthcheck, 'start_interval') !== undefined),
  },
  { name: 'develop', since: '2.22.0', uses: inServices(({ develop }) => develop !== undefined) },
  { name: 'watch with sync+restart', since: '2.23.0', uses: watchAction('sync+restart') },
  { name: 'build.ulimits', since: '2.23.1', uses: inBuild('ulimits') },
  {
    name: 'configs with content',
    since: '2.23.1',
    uses: ({ configs }) =>
      fields(configs).some(({ content, environment }) => content !== undefined || environment !== undefined),
  },
  { name: 'networks.mac_address', since: '2.23.2', uses: inServiceNetworks('mac_address') },
  { name: 'env_file.required', since: '2.24.0', uses: inEnvFiles('required') },
  { name: 'build.entitlements', since: '2.27.1', uses: inBuild('entitlements') },
  { name: 'networks.driver_opts of a service', since: '2.27.1', uses: inServiceNetworks('driver_opts') },
  { name: 'gpus', since: '2.30.0', uses: inServices(({ gpus }) => gpus !== undefined) },
  { name: 'post_start', since: '2.30.0', uses: inServices(({ post_start }) => post_start !== undefined) },
  { name: 'pre_stop', since: '2.30.0', uses: inServices(({ pre_stop }) => pre_stop !== undefined) },
  { name: 'env_file.format', since: '2.30.0', uses: inEnvFiles('format') },
  { name: 'label_file', since: '2.32.2', uses: inServices(({ label_file }) => label_file !== undefined) },
  { name: 'watch with sync+exec', since: '2.32.2', uses: watchAction('sync+exec') },
  { name: 'gw_priority', since: '2.33.1', uses: inServiceNetworks('gw_priority') },
  { name: 'provider', since: '2.36.0', uses: inServices(({ provider }) => provider !== undefined) },
  { name: 'interface_name', since: '2.36.0', uses: inServiceNetworks('interface_name') },
  {
    name: 'models',
    since: '2.38.0',
    uses: (file) => file.models !== undefined || inServices(({ models }) => models !== undefined)(file),
  },
];

/** Tags of YAML that Compose gives a meaning. */
export const COMPOSE_TAGS: Readonly<Record<string, string>> = { '!reset': '2.18.0', '!override': '2.24.4' };
