using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Api.Tokens;

/// <summary>How tokens are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(IReadOnlyList<TokenView>))]
[JsonSerializable(typeof(TokenMadeView))]
internal sealed partial class TokenJson : JsonSerializerContext;
