"""The decider: which addresses, ports and texts are refused, whatever form they take."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from accounts.outgoing.errors import Refused
from accounts.outgoing.rules import check_all, may_go_to, may_use_port, networks, read

V4 = st.ip_addresses(v=4)
V6 = st.ip_addresses(v=6)
PUBLIC = (
    "8.8.8.8",
    "1.1.1.1",
    "93.184.215.14",
    "2606:4700::1111",
    "2a00:1450:4001::8",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
)
NOT_PUBLIC = (
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "100::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "2606:4700::1111%eth0",
)


@pytest.mark.parametrize("text", PUBLIC)
def test_a_public_address_may_be_gone_to(text: str) -> None:
    assert may_go_to(ip_address(text), ())


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_any_other_is_refused_in_every_form(text: str) -> None:
    assert not may_go_to(ip_address(text), ())


@given(V4)
def test_what_the_standard_library_calls_private_is_never_public(address: IPv4Address) -> None:
    if address.is_private or address.is_multicast or address.is_reserved or address.is_link_local:
        assert not may_go_to(address, ())


@given(V6)
def test_so_for_ipv6_outside_of_what_holds_an_ipv4_address(address: IPv6Address) -> None:
    holds = any(address in ip_network(text) for text in ("::ffff:0:0/96", "64:ff9b::/96"))
    if not holds and (address.is_private or address.is_multicast or address.is_reserved or address.is_site_local):
        assert not may_go_to(address, ())
    if may_go_to(address, ()) and not holds:
        assert address in ip_network("2000::/3")


@given(V4)
def test_an_ipv4_address_is_judged_the_same_inside_an_ipv6_one(address: IPv4Address) -> None:
    for prefix in ("::ffff:0:0", "64:ff9b::"):
        assert may_go_to(IPv6Address(int(IPv6Address(prefix)) | int(address)), ()) == may_go_to(address, ())


@given(V4, st.integers(min_value=0, max_value=32))
def test_what_the_operator_allows_may_be_gone_to_but_for_metadata(address: IPv4Address, length: int) -> None:
    network = ip_network((int(address), length), strict=False)
    metadata = str(address) in ("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16")
    assert may_go_to(address, (network,)) == (not metadata or length == 32)


@given(V4 | V6, V4 | V6)
def test_allowing_one_address_opens_no_other(allowed: IPv4Address, other: IPv4Address) -> None:
    only = (ip_network(f"{allowed}/{allowed.max_prefixlen}"),)
    if other != allowed and not isinstance(other, IPv6Address):
        assert may_go_to(other, only) == may_go_to(other, ())


@pytest.mark.parametrize("text", ["169.254.169.254", "fd00:ec2::254"])
def test_metadata_is_allowed_only_when_named_alone(text: str) -> None:
    assert not may_go_to(ip_address(text), networks(["169.254.0.0/16", "fd00::/8", "0.0.0.0/0", "::/0"]))
    assert may_go_to(ip_address(text), networks([text]))


@pytest.mark.parametrize("port", [80, 443, 1024, 8000, 8188, 8443, 11434, 65535])
def test_a_port_of_web_servers_may_be_used(port: int) -> None:
    assert may_use_port(port)


@pytest.mark.parametrize("port", [-1, 0, 22, 23, 25, 53, 110, 445, 587, 3306, 5432, 6379, 11211, 65536])
def test_a_port_of_other_services_may_not(port: int) -> None:
    assert not may_use_port(port)


def test_one_bad_answer_among_good_ones_spoils_all() -> None:
    check_all("example.com", 443, ["8.8.8.8", "2606:4700::1111"], ())
    with pytest.raises(Refused, match="private or special"):
        check_all("example.com", 443, ["8.8.8.8", "10.0.0.1"], ())


def test_a_refusal_does_not_tell_where_a_name_leads() -> None:
    with pytest.raises(Refused) as raised:
        check_all("intranet.example", 443, ["10.9.8.7"], ())
    assert "10.9.8.7" not in raised.value.detail + raised.value.advice


@pytest.mark.parametrize("url", ["https://example.com/a?b=c", "http://example.com:8080", "https://[2606:4700::1]/x"])
def test_a_plain_address_can_be_read(url: str) -> None:
    assert read(url).hostname


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com",
        "//example.com",
        "file:///etc/passwd",
        "ftp://example.com",
        "gopher://127.0.0.1:6379/_SET",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "http://user@example.com",
        "http://user:pass@example.com",
        "http://:pass@example.com",
        "http://good.example@10.0.0.1/",
        "http://good.example\\@10.0.0.1/",
        "http://exa mple.com",
        "http://example.com\r\nHost: x",
        "http://example.com\t",
        "http://ex%61mple.com",
        "http://[fe80::1%25eth0]/",
        "http://[::1",
        "http://example.com:22",
        "http://example.com:99999",
        "http://example.com:port",
        "http://ⅼocalhost",
        "http://example.com/" + "a" * 2_000,
    ],
)
def test_what_is_no_plain_address_is_refused_with_advice(url: str) -> None:
    with pytest.raises(Refused) as raised:
        read(url)
    assert raised.value.advice


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda text: f"http://{text}"))
def test_no_text_breaks_the_reader(url: str) -> None:
    try:
        parts = read(url)
    except Refused:
        return
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert parts.username is parts.password is None


@pytest.mark.parametrize("text", ["10.0.0.0/33", "10.0.0.1/8", "intranet", ""])
def test_a_network_that_is_none_stops_the_studio_with_advice(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DAILIES_ALLOWED_NETWORKS.*10.1.0.0/16"):
        networks([text])
