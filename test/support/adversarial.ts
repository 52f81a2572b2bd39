/**
 * Texts written by somebody who wanted secrets to get out, before looking at what removes them: tokens, logins, keys and
 * names as error texts, command lines, environments, configurations and headers have them. All of them are made up.
 */
import type { Canary } from './canaries.ts';

const canary = (text: string, secret: string): Canary => ({ text, secret });

export const ADVERSARIAL: readonly Canary[] = [
  canary(
    'error: remote: Invalid ghp_16C7e42F292c6912E7710c838347Ae178B4a for repo',
    '16C7e42F292c6912E7710c838347Ae178B4a',
  ),
  canary(
    'GITHUB_PAT=github_pat_11ABCDEFG0x1y2z3A4B5C6_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    'github_pat_11ABCDEFG0x1y2z3A4B5C6',
  ),
  canary(
    'GITHUB_PAT=github_pat_11ABCDEFG0x1y2z3A4B5C6_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    'abcdefghijklmnopqrstuvwxyz0123456789',
  ),
  canary('AWS Access Key AKIAIOSFODNN7EXAMPLE was refused', 'AKIAIOSFODNN7EXAMPLE'),
  canary('aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'wJalrXUtnFEMI'),
  canary('aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'bPxRfiCYEXAMPLEKEY'),
  canary('AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJHMEUCIQD', 'IQoJb3JpZ2luX2VjEJr'),
  canary(
    '{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\\n-----END PRIVATE KEY-----\\n","client_email":"builder@acme-prod-4711.iam.gserviceaccount.com"}',
    'MIIEvQIBADANBgkqhkiG9w0',
  ),
  canary(
    '{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\\n-----END PRIVATE KEY-----\\n","client_email":"builder@acme-prod-4711.iam.gserviceaccount.com"}',
    'builder@acme-prod-4711',
  ),
  canary(
    '{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\\n-----END PRIVATE KEY-----\\n","client_email":"builder@acme-prod-4711.iam.gserviceaccount.com"}',
    'acme-prod-4711',
  ),
  canary('key AIzaSyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe is not valid', 'AIzaSyDaGmWKa4JsXZ'),
  canary(
    'Authorization failed for ya29.a0AfH6SMBx7-Qw8rT5yU9iOpAsDfGhJkL',
    'a0AfH6SMBx7-Qw8rT5yU9iOpAsDfGhJkL',
  ),
  canary(
    '//registry.npmjs.org/:_authToken=npm_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789',
    'aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789',
  ),
  canary('//npm.acme.example/:_auth=YWxpY2U6aHVudGVyMg==', 'YWxpY2U6aHVudGVyMg'),
  canary(
    'unauthorized: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbGljZSJ9.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U expired',
    'eyJzdWIiOiJhbGljZSJ9',
  ),
  canary(
    'unauthorized: eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbGljZSJ9.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U expired',
    'dozjgNryP4J3jVmNHl0w5N',
  ),
  canary('docker login -u alice -p dckr_pat_AbCdEfGhIjKlMnOpQrStUvWxYz0', 'AbCdEfGhIjKlMnOpQrStUvWxYz0'),
  canary('token dckr_oat_7awgM4jG5SQvxcvmNzhKj8PQjxo was refused', '7awgM4jG5SQvxcvmNzhKj8PQjxo'),
  canary(
    'argv: docker login registry.example.com --username bob --password hunter2trustno1',
    'hunter2trustno1',
  ),
  canary('argv: mysql -uroot -phunter2trustno1 -h db', 'hunter2trustno1'),
  canary('["curl","-H","Authorization: Basic YWxpY2U6aHVudGVyMg==","https://x"]', 'YWxpY2U6aHVudGVyMg'),
  canary('curl -u alice:hunter2trustno1 https://registry.example.com/v2/', 'hunter2trustno1'),
  canary(
    '"Env": ["PATH=/usr/bin","POSTGRES_PASSWORD=hunter2trustno1","DB_PASS=s3cr3tvalue99"]',
    'hunter2trustno1',
  ),
  canary(
    '"Env": ["PATH=/usr/bin","POSTGRES_PASSWORD=hunter2trustno1","DB_PASS=s3cr3tvalue99"]',
    's3cr3tvalue99',
  ),
  canary('proxyconnect tcp: dial http://alice:p%40ss-w0rd-9@proxy.corp.example:3128', 'p%40ss-w0rd-9'),
  canary('HTTP_PROXY=http://alice:p@ssw0rd9x@proxy:3128/', 'ssw0rd9x'),
  canary('git clone https://ghtokenvalue1234567890abc@github.com/acme/x.git', 'ghtokenvalue1234567890abc'),
  canary('GET https://reg.example/v2/?access_token=abc123def456ghi789&scope=x: 401', 'abc123def456ghi789'),
  canary(
    'blob https://b.s3.amazonaws.com/l?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F2026&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    'aeeed9bbccd4d02ee5c0109b',
  ),
  canary(
    'blob https://b.s3.amazonaws.com/l?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F2026&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    'AKIAIOSFODNN7EXAMPLE',
  ),
  canary(
    '{"auths":{"https://index.docker.io/v1/":{"auth":"YWxpY2U6ZGNrcl9wYXRfeHl6","identitytoken":"idtok-zyx987654321"}}}',
    'YWxpY2U6ZGNrcl9wYXRfeHl6',
  ),
  canary(
    '{"auths":{"https://index.docker.io/v1/":{"auth":"YWxpY2U6ZGNrcl9wYXRfeHl6","identitytoken":"idtok-zyx987654321"}}}',
    'idtok-zyx987654321',
  ),
  canary(
    'failed: {\\"auths\\":{\\"reg.acme.example\\":{\\"auth\\":\\"YWxpY2U6ZGNrcl9wYXRfeHl6\\",\\"password\\":\\"hunter2trustno1\\"}}}',
    'YWxpY2U6ZGNrcl9wYXRfeHl6',
  ),
  canary(
    'failed: {\\"auths\\":{\\"reg.acme.example\\":{\\"auth\\":\\"YWxpY2U6ZGNrcl9wYXRfeHl6\\",\\"password\\":\\"hunter2trustno1\\"}}}',
    'hunter2trustno1',
  ),
  canary(
    'X-Registry-Auth: eyJ1c2VybmFtZSI6ImFsaWNlIiwicGFzc3dvcmQiOiJodW50ZXIydHJ1c3RubzEifQ==',
    'eyJ1c2VybmFtZSI6ImFsaWNlIiwi',
  ),
  canary(
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIEowIBAAKCAQEA75L1\nq8s3kZ0\n-----END RSA PRIVATE KEY-----',
    'MIIEowIBAAKCAQEA75L1',
  ),
  canary(
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIEowIBAAKCAQEA75L1\nq8s3kZ0\n-----END RSA PRIVATE KEY-----',
    'q8s3kZ0',
  ),
  canary(
    'tls: -----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9u',
    'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9u',
  ),
  canary('hook xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx', 'AbCdEfGhIjKlMnOpQrStUvWx'),
  canary('denied: glpat-AbCdEf1234567890xyzQ', 'AbCdEf1234567890xyzQ'),
  canary(
    'https://acct.blob.core.windows.net/c/b?sv=2022-11-02&sig=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6%3D&se=2026',
    'Zm9vYmFyYmF6cXV4',
  ),
  canary(
    'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9v==;',
    'Zm9vYmFyYmF6cXV4Zm9v',
  ),
  canary('Authorization: Bearer v1.abcdefghij.klmnop-QRST', 'abcdefghij.klmnop'),
  canary('registry:\n  password: "hunter2trustno1"\n  api_key: k-1234567890', 'hunter2trustno1'),
  canary('registry:\n  password: "hunter2trustno1"\n  api_key: k-1234567890', 'k-1234567890'),
  canary("$env:DOCKER_PASSWORD = 'hunter2trustno1'", 'hunter2trustno1'),
  canary('docker run -e API_TOKEN=tok-9f8e7d6c5b -e "DB_PASSWORD=hunter2trustno1" x', 'tok-9f8e7d6c5b'),
  canary('docker run -e API_TOKEN=tok-9f8e7d6c5b -e "DB_PASSWORD=hunter2trustno1" x', 'hunter2trustno1'),
  canary('Please contact alice.liddell+docker@wonderland.example or IT', 'alice.liddell'),
  canary('Please contact alice.liddell+docker@wonderland.example or IT', 'wonderland.example'),
  canary(
    'Authorization: Digest username="alice", response="6629fae49393a05397450978507c4ef1"',
    '6629fae49393a05397450978507c4ef1',
  ),
  canary(
    'OPENAI sk-proj-AbCdEf1234567890AbCdEf1234567890 hf_AbCdEf1234567890AbCdEf1234567890',
    'proj-AbCdEf1234567890',
  ),
  canary(
    'OPENAI sk-proj-AbCdEf1234567890AbCdEf1234567890 hf_AbCdEf1234567890AbCdEf1234567890',
    'hf_AbCdEf1234567890',
  ),
  canary('pypi-AgEIcHlwaS5vcmcCJDU5ZjM5ZDYxLTQwMDAtNGY', 'AgEIcHlwaS5vcmcC'),
  canary('Cookie: theme=dark; sid=f00dfacecafe1234', 'f00dfacecafe1234'),
  canary('Set-Cookie: SESSION=f00dfacecafe1234; Path=/; HttpOnly', 'f00dfacecafe1234'),
  canary('redis-cli -h cache -a hunter2trustno1 ping', 'hunter2trustno1'),
  canary("sshpass -p 'hunter2trustno1' ssh build", 'hunter2trustno1'),
  canary('docker build --build-arg NPM_TOKEN=tok9f8e7d6c --build-arg PASS=hunter2trustno1 .', 'tok9f8e7d6c'),
  canary(
    'docker build --build-arg NPM_TOKEN=tok9f8e7d6c --build-arg PASS=hunter2trustno1 .',
    'hunter2trustno1',
  ),
  canary('HOME=/x\u0000DB_PASS=hunter2trustno1\u0000API_KEY=k9f8e7d6c\u0000', 'hunter2trustno1'),
  canary('HOME=/x\u0000DB_PASS=hunter2trustno1\u0000API_KEY=k9f8e7d6c\u0000', 'k9f8e7d6c'),
  canary(
    'Environment=HTTP_PROXY=http://alice:hunter2trustno1@proxy:3128 REG_PASS=s3cretx9',
    'hunter2trustno1',
  ),
  canary('Environment=HTTP_PROXY=http://alice:hunter2trustno1@proxy:3128 REG_PASS=s3cretx9', 's3cretx9'),
  canary('- POSTGRES_PASSWORD=hunter2trustno1', 'hunter2trustno1'),
  canary('jdbc:postgresql://db:5432/app?user=sa&password=hunter2trustno1', 'hunter2trustno1'),
  canary('mongodb+srv://root:hunter2trustno1@cluster0.acme.example/db', 'hunter2trustno1'),
  canary('Server=db;User Id=sa;Password=hunter2trustno1;Encrypt=no', 'hunter2trustno1'),
  canary('Uid=sa;Pwd=hunter2trustno1;', 'hunter2trustno1'),
  canary('--set auth.password=hunter2trustno1,auth.token=tok9f8e7d6c', 'hunter2trustno1'),
  canary('--set auth.password=hunter2trustno1,auth.token=tok9f8e7d6c', 'tok9f8e7d6c'),
  canary('"{\\"config\\":\\"{\\\\\\"token\\\\\\":\\\\\\"tok9f8e7d6c5b\\\\\\"}\\"}"', 'tok9f8e7d6c5b'),
  canary('machine github.com login alice password hunter2trustno1', 'hunter2trustno1'),
  canary('machine reg.acme.example\n  login bob\n  password hunter2trustno1', 'hunter2trustno1'),
  canary('db.acme.example:5432:app:bob:hunter2trustno1', 'hunter2trustno1'),
  canary('bob:$2y$05$r3J4yVCnFJ8yHWkJm4Q3zOZ9pV8Yl1KxTn7u0bPZ6rXQeQ2mQ8p3S', 'r3J4yVCnFJ8y'),
  canary(
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGrfn4YyJ3Zc5v0W bob@laptop',
    'AAAAC3NzaC1lZDI1NTE5AAAAIGrfn4YyJ3Zc5v0W',
  ),
  canary('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGrfn4YyJ3Zc5v0W bob@laptop', 'bob@laptop'),
  canary('sk_live_51H8x9y2eZvKYlo2C0 SKabcdefabcdefabcdefabcdefabcdefab', '51H8x9y2eZvKYlo2C0'),
  canary('token hvs.CAESIJlU2V1c2VyLXRva2Vu', 'CAESIJlU2V1c2VyLXRva2Vu'),
  canary('TFE aBcDeFgHiJkLmN.atlasv1.zYxWvUtSrQpOnMlKjIhGfEdCbA9876543210', 'zYxWvUtSrQpOnMlKjIhGfEdCbA'),
  canary('https://discord.com/api/webhooks/123456789/abcDEFghiJKLmnoPQRstu', 'abcDEFghiJKLmnoPQRstu'),
  canary(
    'https://acme.webhook.office.com/webhookb2/aaaa-bbbb@cccc/IncomingWebhook/0123456789abcdef/dddd',
    '0123456789abcdef',
  ),
  canary('AGE-SECRET-KEY-1QL3Z7HJY54PW3HYWW5AYYFG7ZQGVC7W3J2ELW8ZMRJ2KG5SFN9AQMCAC8P', '1QL3Z7HJY54PW3HYWW5'),
  canary('client_secret=8Q~abcDEF-ghiJKL_mnoPQR.stu~VWX', 'abcDEF-ghiJKL'),
  canary('docker login -u bob -p "correct horse battery" reg', 'correct horse'),
  canary('docker login -u bob -p "correct horse battery" reg', 'battery'),
  canary('Password for bob@acme.example: hunter2trustno1', 'hunter2trustno1'),
  canary('proxy=http%3A%2F%2Falice%3Ahunter2trustno1%40proxy%3A3128', 'hunter2trustno1'),
  canary('<add key="ClearTextPassword" value="hunter2trustno1" />', 'hunter2trustno1'),
  canary(
    '<server><id>x</id><username>bob</username><password>hunter2trustno1</password></server>',
    'hunter2trustno1',
  ),
  canary(
    'index-url = https://__token__:pypi-AgEIcHlwaS5vcmcCJDU5ZjM5@pypi.acme.example/simple',
    'AgEIcHlwaS5vcmcC',
  ),
  canary('{"Authorization":["Bearer abc.def-ghi_jklmnop"]}', 'abc.def-ghi_jklmnop'),
  canary('X-Vault-Token: s.9f8e7d6c5b4a3210abcdef', '9f8e7d6c5b4a'),
  canary('PRIVATE-TOKEN: 9koXpg98eAheJpvBs5tK', '9koXpg98eAheJpvBs5tK'),
  canary('C:\\Users\\Bob Smith\\.docker\\run', 'Bob Smith'),
  canary('/mnt/c/Users/Bob Smith/x', 'Bob'),
  canary('/c/Users/bobsmith/x', 'bobsmith'),
  canary('\\\\wsl.localhost\\Ubuntu\\home\\bobsmith\\.docker', 'bobsmith'),
  canary('file:///C:/Users/bobsmith/x', 'bobsmith'),
  canary('npipe: C%3A%5CUsers%5Cbobsmith%5C.docker', 'bobsmith'),
  canary('open /home/bobsmith/.docker/config.json: permission denied', 'bobsmith'),
  canary('/Users/bobsmith/.colima/default/docker.sock', 'bobsmith'),
  canary('dial ssh://bobsmith@build7.acme.example:22', 'bobsmith'),
  canary('ACMECORP\\bobsmith', 'bobsmith'),
  canary('QuincyBird logged in; QUINCYBIRD', 'QuincyBird'),
  canary('QuincyBird logged in; QUINCYBIRD', 'QUINCYBIRD'),
];
