using System.Buffers;
using System.Text.Json;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>Reads a request's body that must be a JSON object, so that a defect can be answered with what was expected.</summary>
internal static class JsonBody
{
    public const int MaxBytes = 64 * 1024;

    /// <summary>The name under which a defect of the body as a whole is told.</summary>
    public const string Field = "body";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <returns>The object, null when there is no body; <paramref name="errors"/> then tells whether that is a defect.</returns>
    public static async Task<JsonElement?> ReadAsync(HttpRequest request, FieldErrors errors, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(request, cancellationToken);
        if (bytes is null)
        {
            errors.Add(Field, $"is longer than {MaxBytes} bytes; expected a JSON object of at most that");
            return null;
        }

        if (IsBlank(bytes))
            return null;
        if (!request.HasJsonContentType())
        {
            errors.Add(Field, $"has the content type '{FieldErrors.Shorten(request.ContentType)}'; expected application/json");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                ReadTexts(document.RootElement);
                return document.RootElement.Clone();
            }

            errors.Add(Field, $"is a JSON {document.RootElement.ValueKind.ToString().ToLowerInvariant()}; expected a JSON object");
        }
        catch (InvalidOperationException)
        {
            errors.Add(Field, "holds a text that is no Unicode; expected a JSON object in UTF-8");
        }
        catch (JsonException exception)
        {
            errors.Add(Field, $"is not JSON ({exception.Message.TrimEnd('.')}); expected a JSON object");
        }

        return null;
    }

    /// <summary>JSON may spell half a character, and bytes may be none: that is found only where a text is made of it, so it is made here, once.</summary>
    /// <exception cref="InvalidOperationException">A text of it is none.</exception>
    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    ReadTexts(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }

    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > MaxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0;
}
