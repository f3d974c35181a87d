/**
 * What a server of the tests shows: for `service.test` and 127.0.0.1, vouched for by itself alone. It
 * stands here because Node can make none, and is worth nothing anywhere else.
 */
export const testCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDpHfRKTIydjGlmrD
7vs/YiyeharAwFYY35e5MRubNfOhRANCAARuFbIUee7YJB+N2Kq5O5GDRouyXaNw
17Hz7V7hqLDAdTDIiUjtRD0Zvw83gJSMjL1KfQb8kF7+JjrMb3ekMY6e
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBpjCCAUygAwIBAgIUISAZu1pExsnWlORnkh+8MrpppjEwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNS2V5dHVybiB0ZXN0czAgFw0yNjExMjEwNTA5MjZaGA8yMTI2
MTAyODA1MDkyNlowGDEWMBQGA1UEAwwNS2V5dHVybiB0ZXN0czBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABG4VshR57tgkH43Yqrk7kYNGi7Jdo3DXsfPtXuGosMB1
MMiJSO1EPRm/DzeAlIyMvUp9BvyQXv4mOsxvd6Qxjp6jcjBwMB0GA1UdDgQWBBRm
t3hI7obYahYTf1uFNZZaUU4/jDAfBgNVHSMEGDAWgBRmt3hI7obYahYTf1uFNZZa
UU4/jDAPBgNVHRMBAf8EBTADAQH/MB0GA1UdEQQWMBSCDHNlcnZpY2UudGVzdIcE
fwAAATAKBggqhkjOPQQDAgNIADBFAiArE6vsLyKtsOxIIrJrPX+t2ldpodfQufGr
c2nNJZej3QIhAPzz8onW6yVVvjsi9sDmTiysdiFcWNTzU+h6NXPhK94o
-----END CERTIFICATE-----`,
};
