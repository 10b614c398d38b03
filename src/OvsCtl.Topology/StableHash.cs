using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OvsCtl.Topology;

/// <summary>A hash that is the same in every process and release: names, MACs and cookies derive from it and must survive a restart.</summary>
public static class StableHash
{
    public static ulong Of(string text) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
