using System.Security.Cryptography;
using System.Text;

namespace EmbeddedEngine.Files;

/// <summary>
/// Turns any text into a file name that every file system takes, and no two texts into one: bytes other than small
/// letters, digits, minus and underscore are written in hexadecimal, and what gets too long ends in its hash.
/// </summary>
internal static class FileNames
{
    private const int Longest = 120;

    public static string Of(string text)
    {
        var name = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'_')
            {
                name.Append((char)b);
            }
            else
            {
                name.Append('%').Append(b.ToString("x2", null));
            }
        }

        if (name.Length == 0)
        {
            return "%";
        }

        return name.Length <= Longest
            ? name.ToString()
            : string.Concat(name.ToString(0, Longest - 66), "%-", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
