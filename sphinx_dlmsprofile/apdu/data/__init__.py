"""Data: a tagged value of any type of COSEM (IEC 62056-6-2, common data types; IEC 62056-5-3, Data)."""
