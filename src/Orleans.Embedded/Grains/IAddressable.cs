namespace Orleans.Runtime;

/// <summary>Anything that a grain reference can point to.</summary>
public interface IAddressable;
