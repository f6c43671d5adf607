"""Which words are taken for abbreviations: the hard cases of texts on metering and telecommunication."""

from __future__ import annotations

import pytest

from sphinx_dlmsprofile.analysis.abbreviation_forms import is_abbreviation, undefined, uses
from sphinx_dlmsprofile.registry.not_abbreviated import names_by_kind

DEFINED = {"APDU", "SAP", "TCP", "UDP", "IP", "COSEM", "DLMS", "AES", "GCM", "MAC", "A-MPDU", "MPDU", "QAM", "OBIS"}


def found(text: str, defined: set[str] = DEFINED, small: set[str] | None = None) -> list[str]:
    return [word.written for word in undefined(text, defined, small or set())]


@pytest.mark.parametrize(
    "text",
    [
        # units and numbers
        "868 MHz, 14 dBm, 150 kbit/s, 10 kWh, 5 kVArh, 40 µs, 2 MB, sub-GHz, dB/m, −120 dBm",
        "0x1A2B, 0xFF..0xFE, FF, 3FFF, 7Eh, FFh, '0A'H, 02-00-5E-10-20-30, C0 01 C1 00 FF, 2001:DB8:0:30::1, FE10",
        "Part II, Type III, class IV, chapter XII",
        "YYYY-MM-DD, HH:MM:SS, hh:mm",
        # forms of what is defined
        "APDUs, SAPs, an APDU's length, an APDU’s length, SAP-based, non-IP, IDs",
        "TCP-UDP/IP, DLMS/COSEM, AES-GCM-128, 64-QAM, 256QAM, IPv6, IPv4/IPv6, xDLMS, A-MPDU, A-MPDUs, TCP‑based",
        # names of publishers and standards
        "IEC 62056-5-3, IEC TR 62051, IEC TS 62056-1-1, ISO/IEC 8802-2, IEEE 802.11ah, IEEE Std 802.15.4, ITU-T G.9903",
        "RFC 8724, RFCs, EN 13757-3, ETSI TS 103 357, CEN/CLC/ETSI TR 50572, NIST SP 800-38D, FIPS PUB 197, BS 7856",
        "DLMS UA 1000-2, the DLMS UA, ISO/IEC JTC 1/SC 6, IEC TC 13, WG 14, ANSI C12.18, GB/T 17215, 3GPP TS 36.321",
        "BCP 14, STD 86, RS-485, X.509, ITU-T V.44",
        "IEC 62056-5-3:2023/AMD1:2025, IEC 62056-5-3:2023/COR1:2024, IEC 62056-5-3:2023+AMD1:2025 CSV; AMD1 and COR2",
        # names of messages, services, parameters, types, states
        "AARQ and AARE, RLRQ, COSEM-OPEN, COSEM-OPEN.request, DL-UNITDATA.indication, GET, SET, ACTION, ACCESS",
        "Service_Class, Protocol_Connection_Parameters, Client_Max_Receive_PDU_Size, AC_VI, S1G_1M, ADDRESS_CHANGED",
        "EventNotification, UnconfirmedWrite, InitiateRequest, EtherType, DevEUI, ObjectIdentifier, FCnt",
        "TRUE, FALSE, NULL, OCTET STRING, BIT STRING, INTEGER, ENUMERATED, INT16U, XSWC1.SwType",
        'the class "PPP setup", the class “GPRS modem setup”, S-FSK MAC counters, SCHC-LPWAN setup',
        # labels
        "NOTE 1, EXAMPLE, [SOURCE: IEC 60050-300], WARNING, Figure A.1, Table B.2, Annex A",
        "ELECTRICITY METERING DATA EXCHANGE – THE DLMS/COSEM SUITE",
        "COMMUNICATION PROFILE FOR WIDE AREA NETWORKS",
        # names
        "LoRaWAN, LoRa, 6LoWPAN, NB-IoT, LTE-M, G3-PLC, PRIME, Wi-SUN, Wi-Fi, ZigBee, M-Bus, wM-Bus, WiMAX, Sigfox",
        "J. R. Smith, J.-P. Martin, the U.S. and the EU, EU868",
        # addresses
        "https://www.iec.ch/XYZABC and info@DLMS.com and README.MD",
        "term 1, XXXX, YYYY, <Add>, x-x",
        "CO2, SF6, H2SO4, LiSOCl2 and NiMH; AC and DC, UTC, CET, A4, OK, IP67, IK08, RJ45",
        "KNOWN ISSUES",
        "AT, BE, CH, and IE; SE/NO/FI",
        "MPLAB® and Acme-XY™",
        "MLME-SCAN, MLME-GET.request, ADPD-DATA, CL-432-ESTABLISH; a POST",
        "IF-MIB, SNMPv2-MIB::sysUpTime, ifInOctets, macMaxFrameRetries",
        "ECC/DEC/(05)05, VDE-AR-N 4400, DIN SPEC 33440, OIML R 46",
        "PIC32CX, EFR32FG12",
        "NNN, HHHH, codes 2XX and 4XX, U+D800 to U+10FFFF, \\uD83D, MBUS_ names, a NUL character",
        "27 KHz, 5KBPS, 9600 bps and 2.4 Ghz",
    ],
)
def test_no_abbreviation_is_missing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OFDM with 16-QAM and 64QAM", ["OFDM"]),
        ("the PHY and its PSDUs", ["PHY", "PSDU"]),
        ("HMAC-SHA-256", ["HMAC-SHA-256"]),
        ("BIP-CMAC-128, AES-CCM-128", ["BIP-CMAC-128", "CCM"]),
        ("QoS, IoT, VoIP, eDRX", ["QoS", "IoT", "VoIP", "eDRX"]),
        ("a general broadcast (HES)", ["HES"]),
        ("the NNAP's address", ["NNAP"]),
        ("TCP/TLS", ["TLS"]),
        ("DHCPv6 and ICMPv6", ["DHCPv6", "ICMPv6"]),
        ("ASN.1", ["ASN.1"]),
        ("UL and DL, BS and AS", ["UL", "DL", "BS", "AS"]),
        ("S1G station, L2A address", ["S1G", "L2A"]),
        ("P/F bit, MSB/LSB", ["MSB", "LSB"]),
        ("the IE and the CA", ["IE", "CA"]),
        ("MIB-2, RPL DODAG", ["MIB-2", "RPL", "DODAG"]),
        ("C-RNTI, SND-UD, EUI-48", ["C-RNTI", "SND-UD", "EUI-48"]),
        ("AAA, NN and 3GX, UTF, U+PHY, MBUS_PHY1 NAT_", ["AAA", "NN", "3GX", "UTF", "PHY"]),
        ("a KHz, the Kbps", ["KHz"]),
        ("RNTI-based, non-RNTI, RNTI/PRB", ["RNTI", "RNTI", "RNTI", "PRB"]),
    ],
)
def test_undefined(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_word_in_capitals_is_a_word_where_it_also_stands_in_small_letters() -> None:
    assert found("network status LEFT or RELAY", small={"left", "relay"}) == []
    assert found("the RAW", small={"raw"}) == ["RAW"]
    assert not is_abbreviation("BROADCAST")


def test_uses_are_found_in_compounds_and_in_parts_of_identifiers() -> None:
    assert {"A-MPDU", "MPDU"} <= uses("A-MPDUs")
    assert {"AES", "GCM"} <= uses("AES-GCM-128")
    assert "PDU" in uses("Client_Max_Receive_PDU_Size")
    assert "P/F" in uses("the P/F bit")
    assert "xDLMS_ASE" in uses("the xDLMS_ASE")


def test_the_lists_are_clean() -> None:
    kinds = names_by_kind()
    assert all(kinds.values())
    assert all(name == name.strip() for names in kinds.values() for name in names)
